'use client'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import { CANONICAL_FIELDS, type CanonicalField } from '@/server/domains/boms/importing/fields'
import type { DetectedColumn } from '@/server/domains/boms/importing/types'
import type { Preview, Reading } from '../types'
import classes from './raw-table.module.css'

type Props = Readonly<{ preview: Preview; reading: Reading; onChange: (reading: Reading) => void }>

const shownRows = 14
const isField = (text: string): text is CanonicalField => CANONICAL_FIELDS.some((field) => field === text)

/** The file as it is, with the field of each column above it; a press makes a row the header row. */
export function RawTable({ preview, reading, onChange }: Props) {
  const { t } = useTranslation(['boms', 'bomImport'])
  const { detected, table, totalRows } = preview
  const { headerRow, headerRows } = detected
  const columns = detected.columns
  const start = Math.max(0, table.findIndex(({ row }) => row >= headerRow) - 5)
  const rows = table.slice(start, start + shownRows)
  const isHeader = (row: number) => headerRow > 0 && row >= headerRow && row < headerRow + headerRows
  const map = ({ index }: DetectedColumn, value: string) => {
    const { [index]: _, ...others } = reading.columns ?? {}
    const wanted: Reading['columns'] = value === 'ignore' || isField(value) ? { ...others, [index]: value } : others
    onChange({ ...reading, columns: Object.keys(wanted).length === 0 ? undefined : wanted })
  }
  return (
    <Panel
      title={t('boms:import.mapping')}
      actions={
        <span className={classes.dim}>{t('boms:import.rowsShown', { shown: rows.length, total: totalRows })}</span>
      }
      flush
    >
      <p className={classes.hint}>
        {t('boms:import.mappingHint')} {t('boms:import.tableHint')}
      </p>
      {/* Scrolls sideways, so the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={classes.scroller} tabIndex={0} aria-label={t('boms:import.table')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col" className={classes.number}>
                {t('boms:import.row')}
              </th>
              {columns.map((column) => (
                <th key={column.index} scope="col">
                  <div className={classes.head}>
                    <span className={classes.letter}>
                      {column.letter}
                      {column.field !== null && column.confidence < 0.7 && <em>{t('boms:import.unsure')}</em>}
                    </span>
                    <select
                      className={classes.select}
                      data-field={column.field ?? 'extra'}
                      aria-label={`${column.letter} ${column.header}`}
                      title={[column.header, ...column.sample].filter(Boolean).join(' · ')}
                      value={column.field ?? 'extra'}
                      onChange={(event) => map(column, event.currentTarget.value)}
                    >
                      <option value="extra">{t('boms:import.keepExtra')}</option>
                      <option value="ignore">{t('boms:import.ignore')}</option>
                      {CANONICAL_FIELDS.map((field) => (
                        <option key={field} value={field}>
                          {t(`bomImport:field.${field}`)}
                        </option>
                      ))}
                    </select>
                  </div>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, cells }) => (
              <tr key={row} data-header={isHeader(row) || undefined} data-above={row < headerRow || undefined}>
                <th scope="row" className={classes.number}>
                  <button
                    type="button"
                    aria-pressed={isHeader(row)}
                    aria-label={t('boms:import.useAsHeader', { row })}
                    title={t('boms:import.useAsHeader', { row })}
                    onClick={() => onChange({ ...reading, columns: undefined, headerRows: undefined, headerRow: row })}
                  >
                    {row}
                  </button>
                </th>
                {(columns.length > 0 ? columns.map(({ index }) => index) : cells.map((_, index) => index)).map(
                  (index) => (
                    <td key={index} title={cells[index]}>
                      {cells[index]}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {Object.keys(detected.preamble).length > 0 && (
        <dl className={classes.preamble} aria-label={t('boms:import.preamble')}>
          {Object.entries(detected.preamble).map(([key, value]) => (
            <div key={key}>
              <dt>{isPreambleKey(key) ? t(`boms:import.preambleKey.${key}`) : key}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  )
}

const preambleKeys = [
  'productName',
  'bomNo',
  'revision',
  'date',
  'customer',
  'author',
  'buildQty',
  'variant',
  'currency',
] as const
const isPreambleKey = (text: string): text is (typeof preambleKeys)[number] => preambleKeys.some((key) => key === text)
