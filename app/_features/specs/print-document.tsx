'use client'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { languageTags } from '@/locales/config'
import { doubtsOf } from '@/server/domains/specs/rules/trust'
import { languages, otherLanguage, type Language } from '@/server/kernel/bilingual'
import { textFields, type Requirement } from '@/server/domains/specs/rules/requirement'
import { outlineOf } from './outline'
import classes from './print-document.module.css'
import type { RevisionSummary } from './types'
import type { SpecData } from './use-spec-data'
import { useWords } from './use-words'

type Props = Readonly<{ summary: RevisionSummary; data: SpecData; onDone: () => void }>

/** The whole revision in both languages, for paper; asks the browser to print once it stands there. */
export function PrintDocument({ summary, data, onDone }: Props) {
  const { t } = useTranslation('specs')
  const words = useWords(data.owners)
  useEffect(() => {
    window.addEventListener('afterprint', onDone, { once: true })
    window.print()
    return () => window.removeEventListener('afterprint', onDone)
  }, [onDone])
  return (
    <table className={classes.table}>
      <caption className={classes.caption}>
        {summary.head.number} ·{' '}
        {t('doc.workingOption', { number: summary.letter ?? summary.number, state: t(`state.${summary.state}`) })}
        {summary.contentHash !== null && ` · ${t('doc.hash', { hash: summary.contentHash })}`}
      </caption>
      <thead>
        {/* Rows of a head stand on every page. */}
        <tr>
          <th colSpan={5} className={classes.standing}>
            {summary.head.number} {summary.letter ?? summary.number} · {t(`state.${summary.state}`)}
            {summary.state !== 'released' && ` · ${t(`pdf.banner.${summary.state}`)}`}
          </th>
        </tr>
        <tr>
          <th scope="col">{t('doc.column.code')}</th>
          {languages.map((language) => (
            <th key={language} scope="col">
              {t(language === 'en' ? 'editor.english' : 'editor.chinese')}
            </th>
          ))}
          <th scope="col">{t('doc.column.figures')}</th>
          <th scope="col">{t('doc.column.verification')}</th>
        </tr>
      </thead>
      <tbody>
        {outlineOf(data.requirements).map((row) =>
          row.kind === 'heading' ? (
            <tr key={row.section}>
              <th colSpan={5} scope="colgroup">
                {t(`section.${row.section}`)}
              </th>
            </tr>
          ) : (
            <tr key={row.requirement.id}>
              <td>
                {row.requirement.code}
                {row.requirement.critical && <strong> {t('doc.criticalMark')}</strong>}
              </td>
              {languages.map((language) => (
                <td key={language} lang={languageTags[language]}>
                  {textFields.map((field) => (
                    <div key={field} className={classes[field]}>
                      {row.requirement[field][language]}
                    </div>
                  ))}
                  <Doubts requirement={row.requirement} language={language} />
                </td>
              ))}
              <td>{row.requirement.kind === 'numeric' && words.figures(row.requirement.values)}</td>
              <td>{row.requirement.verification && t(`verification.${row.requirement.verification}`)}</td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  )
}

/** Why the texts of one language are not to be relied on, below them. */
function Doubts({ requirement, language }: { requirement: Requirement; language: Language }) {
  const { t } = useTranslation('specs')
  const found = textFields
    .filter((field) => requirement[field].source === otherLanguage(language))
    .flatMap((field) => doubtsOf(requirement[field]).map((doubt) => ({ field, ...doubt })))
  return found.map(({ field, kind, figures }) => (
    <div key={`${field} ${kind}`} className={classes.doubt} data-kind={kind}>
      {t(`pdf.mark.${kind}`)} ({t(`pdf.field.${field}`)})
      {figures.map(([one, other]) => ` ${one || '–'} ${kind === 'stale' ? '→' : '≠'} ${other || '–'}`).join(',')}
    </div>
  ))
}
