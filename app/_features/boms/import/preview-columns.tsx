import type { TFunction } from 'i18next'
import type { GridColumn } from '@/app/_components/data-grid'
import type { Format } from '@/app/_lib/format'
import type { CanonicalField } from '@/server/domains/boms/importing/fields'
import type { DetectedColumn } from '@/server/domains/boms/importing/types'
import { refsText } from '@/server/domains/boms/rules/refs'
import { Chip } from '@/app/_components/chip'
import { priceText } from '../line-text'
import type { PreviewPage } from '../types'
import classes from './preview-lines.module.css'

export type PreviewLine = PreviewPage['lines'][number]

type Words = Readonly<{ t: TFunction<['boms', 'bomImport']>; format: Format; columns: readonly DetectedColumn[] }>
type Shown = Readonly<{
  field: CanonicalField
  width: number
  numeric?: boolean
  parsed: (line: PreviewLine['line'], words: Words) => string
}>

const shown: readonly Shown[] = [
  { field: 'refdes', width: 180, parsed: (line) => refsText(line.refs, line.dnp) },
  {
    field: 'qty',
    width: 84,
    numeric: true,
    parsed: ({ quantity, asRequired, uom }, { t, format }) =>
      quantity === null
        ? asRequired
          ? t('boms:grid.asRequired')
          : ''
        : [format.quantity(quantity), uom].filter(Boolean).join(' '),
  },
  { field: 'value', width: 120, parsed: ({ value }) => value ?? '' },
  { field: 'mpn', width: 180, parsed: ({ mpn }) => mpn ?? '' },
  { field: 'manufacturer', width: 130, parsed: ({ manufacturer }) => manufacturer ?? '' },
  { field: 'description', width: 240, parsed: ({ description, name }) => description ?? name ?? '' },
  { field: 'package', width: 140, parsed: (line) => line.package ?? line.footprint ?? '' },
  { field: 'ipn', width: 130, parsed: ({ ipn }) => ipn ?? '' },
  { field: 'alternates', width: 180, parsed: ({ alternates }) => alternates.map(({ mpn }) => mpn).join('; ') },
  { field: 'level', width: 76, numeric: true, parsed: ({ level }) => (level === null ? '' : String(level)) },
  {
    field: 'itemType',
    width: 130,
    parsed: ({ usage }, { t }) => (usage === null ? '' : t(`bomImport:meaning.${usage}`)),
  },
  {
    field: 'sourcing',
    width: 130,
    parsed: ({ suppliedBy }, { t }) => (suppliedBy === null ? '' : t(`boms:import.supplied.${suppliedBy}`)),
  },
  {
    field: 'attritionPct',
    width: 100,
    numeric: true,
    parsed: ({ attritionPct }) => (attritionPct === null ? '' : `${attritionPct} %`),
  },
  {
    field: 'attritionQty',
    width: 100,
    numeric: true,
    parsed: ({ attritionExtra }, { format }) => (attritionExtra === null ? '' : format.quantity(attritionExtra)),
  },
  {
    field: 'roundMultiple',
    width: 100,
    numeric: true,
    parsed: ({ packMultiple }, { format }) => (packMultiple === null ? '' : format.quantity(packMultiple)),
  },
  {
    field: 'variants',
    width: 140,
    parsed: ({ notFitted }, { t }) =>
      notFitted.length === 0 ? '' : t('boms:import.notFittedIn', { codes: notFitted.join(', ') }),
  },
  {
    field: 'unitPrice',
    width: 110,
    numeric: true,
    parsed: ({ unitPrice }) => priceText(unitPrice?.micros ?? null, unitPrice?.currency ?? null),
  },
]

/** Where a field stands in the file; a field nobody mapped has no raw cell. */
const letterOf = (columns: readonly DetectedColumn[], field: CanonicalField): string | undefined =>
  columns.find((column) => column.field === field)?.letter

/** Columns of the preview: the parsed value, and below it the raw cell where that reads differently. */
export function previewColumns(words: Words): GridColumn<PreviewLine>[] {
  const { t, columns } = words
  const used = shown.filter(
    ({ field }) =>
      field === 'refdes' ||
      field === 'qty' ||
      letterOf(columns, field) !== undefined ||
      field === 'value' ||
      field === 'package',
  )
  return [
    {
      key: 'row',
      header: t('boms:import.row'),
      width: 64,
      numeric: true,
      sticky: true,
      text: ({ line }) => String(line.row),
      cell: ({ line }) => <span className={classes.dim}>{line.row}</span>,
    },
    {
      key: 'status',
      header: t('boms:column.status'),
      width: 150,
      text: () => '',
      cell: (row) => <Status row={row} t={t} />,
    },
    ...used.map(({ field, width, numeric, parsed }): GridColumn<PreviewLine> => {
      const letter = letterOf(columns, field)
      return {
        key: field,
        header: t(`bomImport:field.${field}`),
        width,
        numeric,
        text: ({ line }) => parsed(line, words),
        cell: ({ line }) => (
          <Both parsed={parsed(line, words)} raw={letter === undefined ? '' : (line.raw[letter] ?? '')} />
        ),
      }
    }),
  ]
}

/** Spaces and separators do not make a difference worth showing; a unit that was added does not either. */
const saysTheSame = (parsed: string, raw: string): boolean => {
  const [a, b] = [parsed, raw].map((text) => text.replace(/[\s,;，、；]+/g, '').toLowerCase())
  return b === '' || a === b || (a?.startsWith(b ?? '') === true && /^[\d.]+[A-Z]{3}$/i.test(a))
}

const Both = ({ parsed, raw }: { parsed: string; raw: string }) => (
  <span className={classes.both}>
    <span title={parsed}>{parsed}</span>
    {!saysTheSame(parsed, raw) && (
      <span className={classes.raw} title={raw}>
        {raw}
      </span>
    )}
  </span>
)

function Status({ row: { line, messages, leftOut }, t }: { row: PreviewLine; t: Words['t'] }) {
  const errors = messages.filter(({ severity }) => severity === 'E').length
  const warnings = messages.filter(({ severity }) => severity === 'W').length
  return (
    <span className={classes.chips}>
      {leftOut && <Chip tone="muted">{t('boms:import.isLeftOut')}</Chip>}
      {!leftOut && errors > 0 && <Chip tone="red">{t('boms:import.count.errors', { count: errors })}</Chip>}
      {warnings > 0 && <Chip tone="amber">{t('boms:import.count.warnings', { count: warnings })}</Chip>}
      {line.dnp && <Chip>{t('boms:chip.dnp')}</Chip>}
    </span>
  )
}
