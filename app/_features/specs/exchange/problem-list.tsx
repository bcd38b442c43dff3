'use client'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SheetProblem } from '@/server/domains/specs/exchange/read-spec-sheet'
import classes from './problem-list.module.css'
import { useColumnName } from './use-column-name'

const most = 200

/** What could not be taken as it stands in the sheet, each with its row and column. */
export function ProblemList({ problems }: { problems: readonly SheetProblem[] }) {
  const { t } = useTranslation('specs')
  const columnName = useColumnName()
  if (problems.length === 0) return null
  return (
    <details className={classes.problems} open={problems.length <= 12 || undefined}>
      <summary>
        <IconAlertTriangle size={16} stroke={1.8} aria-hidden />
        {t('exchange.problems', { count: problems.length })}
      </summary>
      <ul>
        {problems.slice(0, most).map(({ code, row, field, value }, index) => (
          // A cell can have one problem twice; the list never changes while it is shown.
          <li key={index}>
            <span className={classes.where}>
              {row === null
                ? t('exchange.wholeSheet')
                : field === null
                  ? t('exchange.row', { row })
                  : t('exchange.cell', { row, column: columnName(field) })}
            </span>
            <span>{t(`sheet.problem.${code}`, { value })}</span>
          </li>
        ))}
        {problems.length > most && <li>{t('exchange.more', { count: problems.length - most })}</li>}
      </ul>
    </details>
  )
}
