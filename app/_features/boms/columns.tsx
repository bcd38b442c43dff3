import type { TFunction } from 'i18next'
import type { GridColumn } from '@/app/_components/data-grid'
import type { Format } from '@/app/_lib/format'
import type { LineSort } from '@/server/domains/boms/rules/ordering'
import { Chip } from '@/app/_components/chip'
import { describe, priceText } from './line-text'
import classes from './columns.module.css'
import { plainDay } from './plain-day'
import type { Line } from './types'

export const columnKeys = [
  'position',
  'refs',
  'quantity',
  'value',
  'mpn',
  'manufacturer',
  'description',
  'package',
  'status',
  'ipn',
  'partnerNumber',
  'supplierPart',
  'mount',
  'section',
  'level',
  'note',
  'price',
] as const
export type ColumnKey = (typeof columnKeys)[number]

/** Always shown: without them a line cannot be told from the next. */
export const fixedColumns: readonly ColumnKey[] = ['position', 'refs']
export const usualColumns: readonly ColumnKey[] = columnKeys.slice(0, 9)

type Words = Readonly<{
  t: TFunction<['boms', 'bomImport', 'common']>
  format: Format
  /** Open questions by line. */
  questions: Readonly<Record<string, number>>
}>
type Column = GridColumn<Line> & { key: ColumnKey; sort?: LineSort }

/** The chosen columns of a BOM in their fixed order; the price only for who may see prices. */
export function lineColumns(chosen: readonly ColumnKey[], prices: boolean, words: Words): Column[] {
  const { t, format } = words
  const mono = (text: string) => <span className="mono">{text}</span>
  const column = (key: ColumnKey, rest: Omit<Column, 'key' | 'header'>): Column => ({
    key,
    header: t(`boms:column.${key}`),
    ...rest,
  })
  const text = (key: ColumnKey, width: number, pick: (line: Line) => string, rest: Partial<Column> = {}) =>
    column(key, { width, cell: pick, text: pick, ...rest })
  const quantity = (line: Line) =>
    line.quantity === null ? (line.dnp ? '' : t('boms:grid.asRequired')) : format.quantity(line.quantity)
  const all: Record<ColumnKey, () => Column> = {
    position: () =>
      text('position', 58, (line) => String(line.position), {
        sort: 'position',
        sticky: true,
        numeric: true,
        cell: (line) => <span className={classes.dim}>{line.position}</span>,
      }),
    refs: () =>
      text('refs', 150, ({ refs }) => refs, {
        sort: 'refs',
        sticky: true,
        cell: (line) => (
          <span className={`mono ${line.dnp ? classes.struck : ''}`} title={line.refs}>
            {line.refs}
          </span>
        ),
      }),
    quantity: () =>
      column('quantity', {
        width: 72,
        sort: 'quantity',
        numeric: true,
        text: quantity,
        cell: (line) => (
          <>
            {quantity(line)}
            {line.uom && <span className={classes.dim}> {line.uom}</span>}
          </>
        ),
      }),
    value: () => text('value', 92, ({ value }) => value, { sort: 'value' }),
    mpn: () => text('mpn', 172, ({ mpn }) => mpn, { sort: 'mpn', cell: ({ mpn }) => mono(mpn) }),
    manufacturer: () => text('manufacturer', 124, ({ manufacturer }) => manufacturer, { sort: 'manufacturer' }),
    description: () =>
      column('description', {
        width: 260,
        sort: format.locale === 'zh' ? 'descriptionZh' : 'descriptionEn',
        text: (line) => describe(line, format.locale).text,
        cell: (line) => <Description line={line} words={words} />,
      }),
    package: () => text('package', 116, (line) => line.package || line.footprint, { sort: 'package' }),
    status: () =>
      column('status', {
        width: 176,
        text: (line) =>
          [line.dnp ? t('boms:chip.dnp') : '', line.unresolved ? t('boms:chip.unresolved') : '']
            .filter(Boolean)
            .join(' '),
        cell: (line) => <LineChips line={line} words={words} />,
      }),
    ipn: () => text('ipn', 140, ({ ipn }) => ipn, { sort: 'ipn', cell: ({ ipn }) => mono(ipn) }),
    partnerNumber: () =>
      text('partnerNumber', 160, ({ partnerNumbers }) => partnerNumbers.map(({ number }) => number).join(', '), {
        cell: ({ partnerNumbers }) => (
          <span className="mono" title={partnerNumbers.map((each) => `${each.number} ${format.org(each)}`).join('\n')}>
            {partnerNumbers.map(({ number }) => number).join(', ')}
          </span>
        ),
      }),
    supplierPart: () =>
      text('supplierPart', 160, (line) => [line.supplier, line.supplierPart].filter(Boolean).join(' ')),
    mount: () =>
      text('mount', 90, ({ mount }) =>
        mount === 'SMT' || mount === 'TH' || mount === 'MECH' || mount === 'PACK'
          ? t(`bomImport:mount.${mount}`)
          : mount,
      ),
    section: () => text('section', 120, ({ section }) => section),
    level: () => text('level', 64, ({ level }) => (level === null ? '' : String(level)), { numeric: true }),
    note: () => text('note', 200, ({ note }) => note),
    price: () =>
      text('price', 120, (line) => priceText(line.unitPriceMicros, line.unitPriceCurrency), {
        sort: 'price',
        numeric: true,
      }),
  }
  return columnKeys
    .filter((key) => fixedColumns.includes(key) || chosen.includes(key))
    .filter((key) => prices || key !== 'price')
    .map((key) => all[key]())
}

/** The description with a mark where only the other language exists. */
export function Description({
  line,
  words: { t, format },
}: {
  line: Pick<Line, 'description' | 'name'>
  words: Words
}) {
  const { text, foreign } = describe(line, format.locale)
  return (
    <span lang={foreign === 'zh' ? 'zh-CN' : (foreign ?? undefined)} title={text}>
      {foreign !== null && (
        <abbr
          className={classes.foreign}
          title={t(foreign === 'en' ? 'common:state.onlyInEnglish' : 'common:state.onlyInChinese')}
        >
          {t(`boms:mark.${foreign}`)}
        </abbr>
      )}
      {text}
    </span>
  )
}

/** That nobody has found the part of a line yet, and by when somebody is to. */
function FindingChip({ line, words: { t, format } }: { line: Line; words: Words }) {
  if (!line.unresolved) return null
  const day = line.dueOn === null ? null : plainDay(format.locale, line.dueOn)
  return (
    <>
      <Chip tone="amber">{t('boms:chip.unresolved')}</Chip>
      {day !== null && <Chip tone="muted">{t(line.overdue ? 'boms:chip.overdue' : 'boms:chip.due', { day })}</Chip>}
    </>
  )
}

export function LineChips({ line, words }: { line: Line; words: Words }) {
  const { t, questions } = words
  const open = questions[line.id] ?? 0
  return (
    <span className={classes.chips}>
      <FindingChip line={line} words={words} />
      {open > 0 && <Chip tone="accent">{t('boms:chip.questions', { count: open })}</Chip>}
      {line.dnp && <Chip tone="amber">{t('boms:chip.dnp')}</Chip>}
      {line.suppliedBy === 'brand' && <Chip tone="accent">{t('boms:supply.chip')}</Chip>}
      {line.excludeFromBom && <Chip tone="muted">{t('boms:chip.excluded')}</Chip>}
      {line.childBomId !== null && <Chip tone="accent">{t('boms:subBom.chip')}</Chip>}
      {line.usage !== 'normal' && <Chip tone="muted">{t(`boms:structure.usage.${line.usage}`)}</Chip>}
      {line.notFitted.length > 0 && (
        <Chip tone="amber">{t('boms:subBom.notFitted', { codes: line.notFitted.join(', ') })}</Chip>
      )}
      {line.alternateCount > 0 && <Chip tone="muted">{t('boms:chip.alternates', { count: line.alternateCount })}</Chip>}
      {line.flags.length > 0 && <Chip tone="muted">{t('boms:chip.flags', { count: line.flags.length })}</Chip>}
    </span>
  )
}

/** One column for a phone: everything a thumb needs to find a line, in two rows. */
export const cardColumn = (words: Words): GridColumn<Line> => ({
  key: 'card',
  header: words.t('boms:column.refs'),
  width: 320,
  text: (line) => [line.refs, line.quantity ?? '', line.value, line.mpn].join(' '),
  cell: (line) => <Card line={line} words={words} />,
})

function Card({ line, words }: { line: Line; words: Words }) {
  const { t, format } = words
  return (
    <span className={classes.card}>
      <span className={classes.cardTop}>
        <span className={`mono ${classes.cardRefs} ${line.dnp ? classes.struck : ''}`}>
          {line.refs || line.name || line.mpn}
        </span>
        <span className="num">
          {line.quantity === null ? (line.dnp ? '' : t('boms:grid.asRequired')) : `× ${format.quantity(line.quantity)}`}
        </span>
      </span>
      <span className={classes.cardBottom}>
        <span className={classes.cardText}>
          {[line.value, line.mpn, describe(line, format.locale).text].filter(Boolean).join(' · ')}
        </span>
        {line.dnp && <Chip tone="amber">{t('boms:chip.dnp')}</Chip>}
        {line.suppliedBy === 'brand' && <Chip tone="accent">{t('boms:supply.chip')}</Chip>}
        <FindingChip line={line} words={words} />
        {(words.questions[line.id] ?? 0) > 0 && (
          <Chip tone="accent">{t('boms:chip.questions', { count: words.questions[line.id] ?? 0 })}</Chip>
        )}
      </span>
    </span>
  )
}
