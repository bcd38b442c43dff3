'use client'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Button } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import type { Consignment, SupplyAnswer, SupplyRow } from '@/server/domains/boms/queries/supply'
import { parseMicros } from '@/server/kernel/micros'
import type { Bom } from '../types'
import type { ReceiveProps } from './receive-dialog'
import type { ShipProps } from './ship-dialog'
import classes from './supply.module.css'

const ShipDialog = onFirstUse<ShipProps>(() => import('./ship-dialog').then((module) => module.ShipDialog))
const ReceiveDialog = onFirstUse<ReceiveProps>(() => import('./receive-dialog').then((module) => module.ReceiveDialog))

type Props = Readonly<{ bom: Bom; answer: SupplyAnswer }>

/** The brand's lines one below the other, each with what was sent. */
export const SupplyRows = ({ bom, answer }: Props) => (
  <ul className={classes.rows}>
    {answer.rows.map((row) => (
      <SupplyLine key={row.lineKey} bom={bom} answer={answer} row={row} />
    ))}
  </ul>
)

function SupplyLine({ bom, answer, row }: Props & Readonly<{ row: SupplyRow }>) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const [shipping, setShipping] = useState(false)
  const { line, short, asRequired } = row
  const uom = line?.uom ?? ''
  const count = (text: string) => [format.quantity(text), uom].filter(Boolean).join(' ')
  const facts = [
    ['need', asRequired ? t('supply.asRequired') : count(row.need)],
    ['received', count(row.received)],
    ['inTransit', count(row.inTransit)],
    ['short', short === '0' ? t('supply.enough') : count(short)],
    ['unsent', row.unsent === '0' ? t('supply.enough') : count(row.unsent)],
  ] as const
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <div>
          <div className={classes.part}>
            <span className="mono">{row.label}</span>
            {short !== '0' && <Chip tone="red">{`${t('supply.column.short')} ${count(short)}`}</Chip>}
          </div>
          <div className={classes.faint}>
            {line ? [line.refs, line.name, line.value].filter(Boolean).join(' · ') : t('supply.former')}
          </div>
        </div>
        {answer.maySend && line && answer.factory && (
          <Button className="no-print" size="sm" variant="default" onClick={() => setShipping(true)}>
            {t('supply.ship.action')}
          </Button>
        )}
      </div>
      <dl className={classes.facts}>
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{t(`supply.column.${name}`)}</dt>
            <dd data-short={(name === 'short' && short !== '0') || undefined}>{text}</dd>
          </div>
        ))}
      </dl>
      {row.consignments.length > 0 && (
        <ul className={classes.sendings}>
          {row.consignments.map((sent) => (
            <Sending key={sent.id} answer={answer} row={row} sent={sent} />
          ))}
        </ul>
      )}
      {answer.factory && line && (
        <ShipDialog
          target={{ bomId: bom.id, lineKey: row.lineKey, partnerOrgId: answer.factory.orgId }}
          label={row.label}
          proposed={row.unsent === '0' ? '' : row.unsent}
          opened={shipping}
          onClose={() => setShipping(false)}
        />
      )}
    </li>
  )
}

function Sending({ answer, row, sent }: Readonly<{ answer: SupplyAnswer; row: SupplyRow; sent: Consignment }>) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const [dialog, setDialog] = useState<'correct' | 'receive' | null>(null)
  const counted = sent.receivedQuantity !== null
  const less = (parseMicros(sent.receivedQuantity ?? '') ?? 0n) < (parseMicros(sent.quantity) ?? 0n)
  return (
    <li className={classes.sending}>
      <div>
        <div>
          {t('supply.shipped', { quantity: format.quantity(sent.quantity), day: sent.shippedOn })} ·{' '}
          {sent.receivedQuantity !== null ? (
            <>
              {t('supply.counted', { quantity: format.quantity(sent.receivedQuantity), day: sent.receivedOn ?? '' })}{' '}
              {less && (
                <Chip tone="amber">{`${format.quantity(sent.receivedQuantity)} / ${format.quantity(sent.quantity)}`}</Chip>
              )}
            </>
          ) : (
            t('supply.notCounted')
          )}
        </div>
        <div className={classes.faint}>{[sent.carrier, sent.tracking, sent.note].filter(Boolean).join(' · ')}</div>
      </div>
      {answer.mayReceive && (
        <Button
          className="no-print"
          size="sm"
          variant={counted ? 'subtle' : 'filled'}
          onClick={() => setDialog('receive')}
        >
          {t(counted ? 'supply.receive.again' : 'supply.receive.action')}
        </Button>
      )}
      {answer.maySend && !counted && (
        <Button className="no-print" size="sm" variant="subtle" onClick={() => setDialog('correct')}>
          {t('supply.ship.correct')}
        </Button>
      )}
      <ShipDialog
        sent={sent}
        label={row.label}
        proposed=""
        opened={dialog === 'correct'}
        onClose={() => setDialog(null)}
      />
      <ReceiveDialog sent={sent} label={row.label} opened={dialog === 'receive'} onClose={() => setDialog(null)} />
    </li>
  )
}
