'use client'
import { useClipboard } from '@mantine/hooks'
import { IconCopy } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { tsvRow } from '@/app/_components/grid-keys'
import { Stack } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { costShows, type CostShow } from '@/server/domains/boms/rules/cost-choices'
import type { CostAnswer, CostRow } from '@/server/domains/boms/queries/cost-roll-up'
import { neutralised } from '@/server/kernel/csv'
import { microsText } from '@/server/kernel/micros'
import type { Bom } from '../types'
import classes from './cost.module.css'
import { amountText, moneyText, percentText } from './cost-text'

type Props = Readonly<{
  bom: Bom
  answer: CostAnswer
  show: CostShow
  /** The figures of the build that was asked for before, while the new ones are on their way. */
  stale: boolean
  onShow: (show: CostShow) => void
  onMore: () => void
}>

const columns = ['part', 'need', 'order', 'break', 'unit', 'amount', 'lead'] as const
const numbers: readonly string[] = ['need', 'order', 'unit', 'amount', 'lead']

/** The parts of a build, dearest first, each with the break that was used and the one above it. */
export function CostTable({ bom, answer, show, stale, onShow, onMore }: Props) {
  const { t } = useTranslation('boms')
  const { rows, matching, summary } = answer
  const counts: Record<CostShow, number | null> = {
    all: null,
    unpriced: summary.partCount - summary.pricedCount + summary.asRequiredCount,
    expired: summary.expiredCount,
    consigned: summary.consignedCount,
  }
  return (
    <Stack gap="sm">
      <fieldset className={classes.filters} aria-label={t('cost.show.label')}>
        {costShows.map((each) => (
          <button
            key={each}
            type="button"
            className={classes.filter}
            aria-pressed={show === each}
            onClick={() => onShow(each)}
          >
            {t(`cost.show.${each}`)}
            {counts[each] !== null && ` · ${counts[each]}`}
          </button>
        ))}
      </fieldset>
      <Panel flush title={t(`cost.show.${show}`)} actions={rows.length > 0 && <CopyTable answer={answer} />}>
        {rows.length === 0 ? (
          <p className={classes.none}>{t(`cost.nothing.${show}`)}</p>
        ) : (
          <div className={classes.scroll} aria-busy={stale || undefined}>
            <table className={`${classes.table} ${classes.cards}`}>
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th key={column} scope="col" className={numbers.includes(column) ? classes.number : undefined}>
                      {t(`cost.column.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <PartRow key={row.key} bom={bom} row={row} currency={answer.currency} />
                ))}
              </tbody>
            </table>
          </div>
        )}
        {matching > rows.length && (
          <div className={`${classes.foot} no-print`}>
            <Button variant="default" onClick={onMore}>
              {t('cost.more', { count: matching - rows.length })}
            </Button>
          </div>
        )}
      </Panel>
    </Stack>
  )
}

function PartRow({ bom, row, currency }: Readonly<{ bom: Bom; row: CostRow; currency: string }>) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const foreign = row.asked !== null && row.asked.unit.currency !== currency
  return (
    <tr>
      <td>
        <span className={classes.part}>
          <span>
            <Link href={paths.bomLine(bom.productId, bom.id, row.lineId)} className={`mono ${classes.link}`}>
              {row.label || t('cost.column.part')}
            </Link>{' '}
            <Source row={row} />
          </span>
          <span className={classes.faint}>
            {[row.manufacturer, row.mpn === '' ? '' : row.value, row.package].filter(Boolean).join(' · ')}
          </span>
          {row.refs !== '' && <span className={`${classes.faint} mono`}>{row.refs}</span>}
        </span>
      </td>
      <td className={classes.number} data-label={t('cost.column.need')}>
        {row.source === 'asRequired' ? '–' : format.quantity(row.need)}
      </td>
      <td className={classes.number} data-label={t('cost.column.order')}>
        {row.source === 'asRequired' ? '–' : format.quantity(row.order)} {row.uom}
      </td>
      <td data-wide>
        {row.break && (
          <>
            {t('cost.break', { min: format.quantity(row.break.min) })}
            {row.supplier !== '' && ` · ${[row.supplier, row.sku].join(' ')}`}
          </>
        )}
        {row.boughtUp && <div className={classes.faint}>{t('cost.boughtUp')}</div>}
        {row.next && row.nextChange !== null && (
          <div className={classes.faint}>
            {t('cost.next', { min: format.quantity(row.next.min), change: percentText(row.nextChange) })}
          </div>
        )}
      </td>
      <td className={classes.number} data-label={t('cost.column.unit')}>
        {amountText(row.unitMicros) || '–'}
        {foreign && row.asked && (
          <div className={classes.faint}>{moneyText(row.asked.unit.micros, row.asked.unit.currency)}</div>
        )}
      </td>
      <td className={classes.number} data-label={t('cost.column.amount')}>
        <b>{row.amountMicros === null ? '–' : moneyText(row.amountMicros, currency)}</b>
      </td>
      <td className={classes.number} data-label={t('cost.column.lead')}>
        {row.leadTimeDays === null ? '' : t('cost.days', { count: row.leadTimeDays })}
      </td>
    </tr>
  )
}

/** Said only where a price is not simply an offer that holds. */
function Source({ row: { source, suppliedBy, validUntil } }: Readonly<{ row: CostRow }>) {
  const { t } = useTranslation('boms')
  const missing = source === 'unpriced' || source === 'noRate' || source === 'noCurrency'
  return (
    <>
      {suppliedBy === 'brand' && <Chip tone="accent">{t('supply.chip')}</Chip>}{' '}
      {source !== 'offer' && (
        <Chip tone={missing ? 'red' : source === 'expired' ? 'amber' : 'muted'}>
          {t(`cost.source.${source}`, { day: validUntil ?? '' })}
        </Chip>
      )}
    </>
  )
}

/** What is shown, for Excel and WPS: plain numbers, nothing that runs. */
function CopyTable({ answer: { rows, currency, owner } }: Readonly<{ answer: CostAnswer }>) {
  const { t } = useTranslation('boms')
  const clipboard = useClipboard()
  const copy = () => {
    const headings = [
      ...(['part', 'manufacturer', 'ipn', 'value', 'package', 'refs', 'uom', 'gross', 'need', 'order'] as const),
      ...(['source', ...(owner ? (['supplier', 'sku'] as const) : []), 'break'] as const),
    ].map((column) => t(`cost.column.${column}`))
    const money = (['unit', 'amount', 'excess'] as const).map((column) => `${t(`cost.column.${column}`)} (${currency})`)
    const micros = (value: bigint | null) => (value === null ? '' : microsText(value))
    const records = rows.map((row) => [
      ...[row.label, row.manufacturer, row.ipn, row.value, row.package, row.refs, row.uom],
      ...[row.gross, row.need, row.order, t(`cost.sourceWord.${row.source}`)],
      ...(owner ? [row.supplier, row.sku] : []),
      ...[row.break?.min ?? '', micros(row.unitMicros), micros(row.amountMicros), micros(row.excessMicros)],
      row.leadTimeDays === null ? '' : String(row.leadTimeDays),
    ])
    const table = [[...headings, ...money, t('cost.column.lead')], ...records]
    clipboard.copy(table.map((cells) => tsvRow(cells.map(neutralised))).join('\n'))
  }
  return (
    <Button
      className="no-print"
      size="compact-sm"
      variant="subtle"
      color="gray"
      leftSection={<IconCopy size={15} aria-hidden />}
      onClick={copy}
    >
      {clipboard.copied ? t('cost.copied') : t('cost.copy')}
    </Button>
  )
}
