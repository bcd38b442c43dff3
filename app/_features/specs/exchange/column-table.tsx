'use client'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { cutRows } from '@/server/domains/specs/exchange/paste-table'
import { sheetFields, type SheetField } from '@/server/domains/specs/exchange/sheet-fields'
import classes from './column-table.module.css'
import { assignColumn, columnLetter } from './columns'
import { useColumnName } from './use-column-name'

type Props = Readonly<{
  text: string
  columns: readonly (SheetField | null)[]
  busy: boolean
  onChange: (columns: (SheetField | null)[]) => void
}>

const shownRows = 7

/** The first rows of a pasted table under what each column was taken for, which can be put right. */
export function ColumnTable({ text, columns, busy, onChange }: Props) {
  const { t } = useTranslation('specs')
  const columnName = useColumnName()
  const rows = useMemo(() => cutRows(text), [text])
  const shown = rows.slice(0, shownRows)
  return (
    <div className={classes.whole} aria-busy={busy || undefined}>
      <h3 className={classes.heading}>{t('exchange.columns')}</h3>
      <p className={classes.hint}>{t('exchange.columnsHint', { shown: shown.length, count: rows.length })}</p>
      {/* Scrolls sideways, so the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={classes.scroller} tabIndex={0} aria-label={t('exchange.table')}>
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map((field, at) => (
                // Columns have no name but their place.
                <th key={at} scope="col">
                  <span className={classes.letter}>{columnLetter(at)}</span>
                  <select
                    className={classes.select}
                    aria-label={t('exchange.column', { letter: columnLetter(at) })}
                    data-left-out={field === null || undefined}
                    value={field ?? ''}
                    onChange={(event) => {
                      const value = event.currentTarget.value
                      onChange(assignColumn(columns, at, sheetFields.find((each) => each === value) ?? null))
                    }}
                  >
                    <option value="">{t('exchange.leftOut')}</option>
                    {sheetFields.map((each) => (
                      <option key={each} value={each}>
                        {columnName(each)}
                      </option>
                    ))}
                  </select>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ row, cells }) => (
              <tr key={row}>
                {columns.map((field, at) => (
                  <td key={at} data-left-out={field === null || undefined} title={cells[at]}>
                    {cells[at]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}
