'use client'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import type { EncodingName } from '@/server/platform/workbooks/encoding'
import type { Preview, Reading } from '../types'
import classes from './reading-settings.module.css'

const encodings: readonly EncodingName[] = [
  'utf-8',
  'gb18030',
  'utf-16le',
  'utf-16be',
  'big5',
  'shift_jis',
  'windows-1252',
]
const delimiters = { '\t': 'tab', ',': 'comma', ';': 'semicolon', '|': 'pipe' } as const
const isDelimiter = (text: string): text is keyof typeof delimiters => text in delimiters

type Props = Readonly<{ preview: Preview; reading: Reading; onChange: (reading: Reading) => void }>

/** What was detected about the file as a whole, each part of it correctable. */
export function ReadingSettings({ preview, reading, onChange }: Props) {
  const { t } = useTranslation(['boms', 'bomImport'])
  const { detected, format } = preview
  const text = format === 'csv' || (format === 'unknown' && detected.encoding !== undefined)
  // Columns belong to the sheet and the encoding they were found in.
  const { columns: _, headerRow: __, headerRows: ___, ...whole } = reading
  const changed = Object.keys(reading).length > 0
  const mark = (chosen: unknown) => (chosen === undefined ? t('boms:import.detected') : undefined)
  return (
    <section className={classes.bar} aria-label={t('boms:import.settings')}>
      <div className={classes.fact}>
        <span className={classes.label}>{t('boms:import.settings')}</span>
        <strong>{t(`bomImport:format.${format}`)}</strong>
      </div>
      {text && (
        <NativeSelect
          label={t('boms:import.encoding')}
          description={mark(reading.encoding)}
          value={reading.encoding ?? detected.encoding ?? 'utf-8'}
          data={encodings.map((value) => ({ value, label: t(`bomImport:encoding.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...whole, encoding: encodings.find((each) => each === value) })
          }
        />
      )}
      {text && (
        <NativeSelect
          label={t('boms:import.delimiter')}
          description={mark(reading.delimiter)}
          value={reading.delimiter ?? detected.delimiter ?? ','}
          data={Object.entries(delimiters).map(([value, name]) => ({
            value,
            label: t(`boms:import.delimiters.${name}`),
          }))}
          onChange={({ currentTarget: { value } }) => isDelimiter(value) && onChange({ ...whole, delimiter: value })}
        />
      )}
      {detected.sheets.length > 1 && (
        <NativeSelect
          label={t('boms:import.sheet')}
          description={mark(reading.sheet)}
          value={String(detected.sheet)}
          data={detected.sheets.map(({ index, name, hidden }) => ({
            value: String(index),
            label: hidden ? t('boms:import.sheetHidden', { name }) : name,
          }))}
          onChange={({ currentTarget: { value } }) => onChange({ ...whole, sheet: Number(value) })}
        />
      )}
      {preview.table.length > 0 && (
        <NativeSelect
          label={t('boms:import.headerRow')}
          description={mark(reading.headerRow)}
          value={String(detected.headerRow)}
          data={[
            { value: '0', label: t('boms:import.noHeader') },
            ...rowsToOffer(preview).map((row) => ({ value: String(row), label: String(row) })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...reading, columns: undefined, headerRows: undefined, headerRow: Number(value) })
          }
        />
      )}
      {changed && (
        <Button variant="subtle" color="gray" className={classes.reset} onClick={() => onChange({})}>
          {t('boms:import.reset')}
        </Button>
      )}
    </section>
  )
}

/** Rows of the preview, and the one in use wherever it stands. */
const rowsToOffer = ({ table, detected }: Preview): number[] =>
  [...new Set([...table.map(({ row }) => row), ...(detected.headerRow > 0 ? [detected.headerRow] : [])])].toSorted(
    (a, b) => a - b,
  )
