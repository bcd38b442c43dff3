import { Link } from '@/app/_components/link'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import type { RequirementDiff } from '@/server/domains/specs/rules/diff'
import { ChangedText } from './changed-text'
import classes from './difference.module.css'
import { linesOf, type FactWords } from './lines'

export type View = 'side' | 'inline'
/** Signs for those who do not see the colours, or print in grey. */
export const signs: Readonly<Record<RequirementDiff['kind'], string>> = {
  added: '+',
  removed: '−',
  changed: '±',
  moved: '↕',
}

type Props = Readonly<{
  row: RequirementDiff
  view: View
  words: FactWords
  /** Where the requirement is read: the document and the revision it stands in. */
  place: Readonly<{ productId: string; specId: string; before: string; after: string }>
}>

/** One requirement that is not the same: what happened to it, and each thing it says another way. */
export const Difference = memo(function Difference({ row, view, words, place }: Props) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  const { code, kind, before, after, id } = row
  const shown = after ?? before
  if (shown === null) return null
  const { productId, specId } = place
  const href = `${paths.requirement(productId, specId, id)}&revision=${after === null ? place.before : place.after}`
  return (
    <>
      <header className={classes.head}>
        <span className={classes.kind} data-kind={kind}>
          <span aria-hidden>{signs[kind]}</span> {t(`compare.kind.${kind}`)}
        </span>
        <h3 className={classes.title}>
          <Link href={href} className={`mono ${classes.code}`} aria-label={t('compare.open', { code })}>
            {code}
          </Link>{' '}
          {format.text(shown.title)}
        </h3>
        <span className={classes.section}>{t(`section.${shown.section}`)}</span>
      </header>
      {kind === 'moved' ? (
        <p className={classes.moved}>{t('compare.movedHint')}</p>
      ) : (
        <dl className={classes.lines} data-view={view}>
          {linesOf(row, words).map(({ field, from, to, language }) => (
            <div key={field} className={classes.line}>
              <dt className={classes.label}>{field === 'figures' ? t('requirement.figures') : t(`field.${field}`)}</dt>
              {view === 'side' ? (
                <>
                  <dd className={classes.side} data-side="before">
                    <span className={classes.sideName}>{t('compare.before')}</span>
                    <ChangedText from={from} to={to} language={language} show="before" />
                  </dd>
                  <dd className={classes.side} data-side="after">
                    <span className={classes.sideName}>{t('compare.after')}</span>
                    <ChangedText from={from} to={to} language={language} show="after" />
                  </dd>
                </>
              ) : (
                <dd className={classes.side}>
                  {language === null && from !== '' && to !== '' ? (
                    <>
                      <ChangedText from={from} to={to} language={language} show="before" />
                      <span aria-hidden className={classes.arrow}>
                        →
                      </span>
                      <ChangedText from={from} to={to} language={language} show="after" />
                    </>
                  ) : (
                    <ChangedText from={from} to={to} language={language} show="both" />
                  )}
                </dd>
              )}
            </div>
          ))}
        </dl>
      )}
    </>
  )
})
