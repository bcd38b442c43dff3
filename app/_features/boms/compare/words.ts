'use client'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat, type Format } from '@/app/_lib/format'
import type { AlternateState } from '@/server/domains/parts/lifecycle'
import type { CompareField, LineDiff } from '@/server/domains/boms/rules/compare'
import { priceText } from '../line-text'

/** The words of a comparison in the reader's language. */
export type CellWords = Readonly<{
  field: (field: CompareField) => string
  kind: (kind: LineDiff['kind']) => string
  /** A cell as people read it: codes become words, numbers are grouped. */
  cell: (field: CompareField, raw: string) => string
  heading: Readonly<{ kind: string; line: string; field: string; before: string; after: string }>
  format: Format
}>

const states: readonly AlternateState[] = ['proposed', 'approved', 'rejected', 'retired']

export function useCellWords(): CellWords {
  const { t } = useTranslation('bomRevisions')
  const format = useFormat()
  return useMemo(() => {
    const alternates = (raw: string) =>
      raw
        .split('\n')
        .filter(Boolean)
        .map((row, index) => {
          const [mpn = '', manufacturer = '', status = ''] = row.split('\t')
          const state = states.find((each) => each === status)
          const named = [mpn, manufacturer].filter(Boolean).join(' ')
          return `${index + 1}. ${named}${state ? ` (${t(`alternate.${state}`)})` : ''}`
        })
        .join('\n')
    const cell = (field: CompareField, raw: string): string => {
      if (field === 'quantity') return raw === '' ? t('compare.asRequired') : format.quantity(raw)
      if (raw === '') return ''
      if (field === 'dnp' || field === 'excludeFromBom') return t(raw === 'yes' ? 'yes' : 'no')
      if (field === 'usage' && (raw === 'normal' || raw === 'phantom' || raw === 'optional' || raw === 'consumable'))
        return t(`usage.${raw}`)
      if (field === 'suppliedBy' && (raw === 'factory' || raw === 'brand')) return t(`suppliedBy.${raw}`)
      if (field === 'mount' && (raw === 'SMT' || raw === 'TH' || raw === 'MECH' || raw === 'PACK'))
        return t(`mount.${raw}`)
      if (field === 'side' && (raw === 'top' || raw === 'bottom')) return t(`side.${raw}`)
      if (field === 'alternates') return alternates(raw)
      if (field === 'price') {
        const [micros = '', currency = ''] = raw.split(' ')
        return priceText(micros, currency === '' ? null : currency)
      }
      return raw
    }
    return {
      field: (field) => t(`field.${field}`),
      kind: (kind) => t(`compare.kind.${kind}`),
      cell,
      heading: {
        kind: t('sheet.kind'),
        line: t('sheet.line'),
        field: t('sheet.field'),
        before: t('sheet.before'),
        after: t('sheet.after'),
      },
      format,
    }
  }, [t, format])
}

/** References that came and went, as engineers write them. */
export const refsChange = ({ refs }: Pick<LineDiff, 'refs'>): string =>
  [...refs.added.map((ref) => `+${ref}`), ...refs.removed.map((ref) => `−${ref}`)].join(' ')

type Row = Pick<LineDiff, 'kind' | 'before' | 'after' | 'cells' | 'refs'>

/** A comparison as a table: a row for each cell that differs, with headings. */
export function sheetRows(rows: readonly Row[], words: CellWords): string[][] {
  const { heading } = words
  const head = [heading.kind, heading.line, heading.field, heading.before, heading.after]
  return [
    head,
    ...rows.flatMap((row) => {
      const label = (row.after ?? row.before)?.label ?? ''
      const said = [words.kind(row.kind), label]
      if (row.cells.length === 0) return [[...said, '', row.before?.label ?? '', row.after?.label ?? '']]
      return row.cells.map(({ field, from, to }) => [
        ...said,
        words.field(field),
        words.cell(field, from),
        field === 'refs' ? `${words.cell(field, to)} (${refsChange(row)})` : words.cell(field, to),
      ])
    }),
  ]
}
