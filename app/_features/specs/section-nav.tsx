'use client'
import { useTranslation } from 'react-i18next'
import type { Section } from '@/server/domains/specs/rules/requirement'
import classes from './section-nav.module.css'

type Props = Readonly<{
  sections: readonly Readonly<{ section: Section; count: number }>[]
  /** The section at the top of the list. */
  here: Section | null
  onGo: (section: Section) => void
}>

/** The sections of the document: beside the list on a desk, above it on a phone. */
export function SectionNav({ sections, here, onGo }: Props) {
  const { t } = useTranslation('specs')
  return (
    <nav className={`${classes.nav} no-print`} aria-label={t('doc.sections')}>
      {sections.map(({ section, count }) => (
        <button
          key={section}
          type="button"
          className={classes.item}
          aria-current={section === here || undefined}
          onClick={() => onGo(section)}
        >
          <span className={classes.name}>{t(`section.${section}`)}</span>
          <span className={classes.count}>{count}</span>
        </button>
      ))}
    </nav>
  )
}
