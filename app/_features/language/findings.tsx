'use client'
import { useTranslation } from 'react-i18next'
import { counterpartIn } from '@/server/domains/language/glossary/term'
import type { Checks } from './marks'
import { useFindingText, useSays } from './says'
import classes from './findings.module.css'

/** What the two texts do not agree on, and locked words that one of them lacks; calm where all is well. */
export function Findings({ checks }: { checks: Checks }) {
  const { t } = useTranslation('language')
  const { findings, missing, compared } = checks
  if (!compared) return null
  if (findings.length === 0 && missing.length === 0) return <p className={classes.fine}>{t('editor.figuresAgree')}</p>
  return <FindingList findings={findings} missing={missing} />
}

/** What two texts do not agree on, a sentence each; nothing where they do. */
export function FindingList({ findings, missing = [] }: Pick<Checks, 'findings'> & Partial<Pick<Checks, 'missing'>>) {
  const { t } = useTranslation('language')
  const finding = useFindingText()
  const say = useSays()
  if (findings.length === 0 && missing.length === 0) return null
  return (
    <div className={classes.found} aria-live="polite">
      {findings.length > 0 && <strong>{t('editor.figures', { count: findings.length })}</strong>}
      <ul className={classes.list}>
        {findings.map((each, index) => (
          <li key={index} data-kind="finding">
            {finding(each)}
          </li>
        ))}
        {missing.map((each) => (
          <li key={counterpartIn(each.language, each.hit.term)} data-kind="missing">
            {say({ kind: 'missing', missing: each }, each.language)}
          </li>
        ))}
      </ul>
    </div>
  )
}
