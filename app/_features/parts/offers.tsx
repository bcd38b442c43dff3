'use client'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Panel } from '@/app/_components/panel'
import { TextLink } from '@/app/_components/text-link'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import type { PartOffer, PartView } from '@/server/domains/parts/queries/get-part'
import { priceText } from '@/server/domains/parts/rules/price-text'
import classes from './sources.module.css'

export type OfferDialogProps = Readonly<{
  part: PartView
  /** Null: one more. */
  offer: PartOffer | null
  opened: boolean
  onClose: () => void
}>
export type RemoveOfferProps = Readonly<{ offer: PartOffer; opened: boolean; onClose: () => void }>
const OfferDialog = onFirstUse<OfferDialogProps>(() => import('./offer-dialog').then((module) => module.OfferDialog))
const RemoveOffer = onFirstUse<RemoveOfferProps>(() => import('./remove-offer').then((module) => module.RemoveOffer))

type Open = Readonly<{ kind: 'edit'; offer: PartOffer | null }> | Readonly<{ kind: 'remove'; offer: PartOffer }>

/** Where a part is bought, with the prices of each supplier. */
export function Offers({ part, open }: { part: PartView; open: boolean }) {
  const { t } = useTranslation('parts')
  const [dialog, setDialog] = useState<Open | null>(null)
  const [last, setLast] = useState(dialog)
  // A dialog that closes keeps what it was about until it is gone.
  if (dialog !== null && dialog !== last) setLast(dialog)
  const close = () => setDialog(null)
  return (
    <Panel
      flush
      title={t('offers.title')}
      actions={
        open ? (
          <Button
            size="compact-md"
            variant="default"
            className={classes.add}
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => setDialog({ kind: 'edit', offer: null })}
          >
            {t('offers.add')}
          </Button>
        ) : undefined
      }
    >
      {part.offers.length === 0 && <p className={classes.hint}>{t('offers.empty')}</p>}
      {!part.may.prices && part.offers.length > 0 && <p className={classes.hint}>{t('offers.hidden')}</p>}
      <ul className={classes.rows}>
        {part.offers.map((offer) => (
          <OfferRow
            key={offer.id}
            offer={offer}
            maker={part.sources.find(({ id }) => id === offer.manufacturerPartId)?.mpn ?? ''}
            onOpen={open ? setDialog : null}
          />
        ))}
      </ul>
      {last?.kind === 'edit' && (
        <OfferDialog part={part} offer={last.offer} opened={dialog?.kind === 'edit'} onClose={close} />
      )}
      {last?.kind === 'remove' && <RemoveOffer offer={last.offer} opened={dialog?.kind === 'remove'} onClose={close} />}
    </Panel>
  )
}

type RowProps = Readonly<{ offer: PartOffer; maker: string; onOpen: ((dialog: Open) => void) | null }>

function OfferRow({ offer, maker, onOpen }: RowProps) {
  const { t } = useTranslation('parts')
  const format = useFormat()
  const { supplier, sku, url, breaks, currency, moq, multiple, leadTimeDays, validUntil, pricedOn, valid } = offer
  const facts = [
    maker,
    moq === null ? '' : t('offers.moq', { quantity: format.quantity(moq) }),
    multiple === null ? '' : t('offers.multiple', { quantity: format.quantity(multiple) }),
    leadTimeDays === null ? '' : t('offers.lead', { count: leadTimeDays }),
    pricedOn === null ? '' : t('offers.on', { day: pricedOn }),
    validUntil !== null && valid ? t('offers.until', { day: validUntil }) : '',
  ]
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <span className={classes.main}>
          <span className={classes.mpn}>{supplier}</span>
          {url === '' ? <span>{sku}</span> : <TextLink href={url}>{sku}</TextLink>}
          {!valid && validUntil !== null && <Chip tone="amber">{t('offers.expired', { day: validUntil })}</Chip>}
        </span>
        <span className={classes.faint}>{facts.filter(Boolean).join(' · ')}</span>
        {breaks !== null && breaks.length > 0 && (
          <div className={classes.over}>
            <table className={classes.prices} aria-label={t('offers.tableLabel', { sku })}>
              <thead>
                <tr>
                  <th scope="col">{t('offers.from')}</th>
                  <th scope="col">
                    {t('offers.price')} ({currency})
                  </th>
                </tr>
              </thead>
              <tbody>
                {breaks.map(({ min, micros }) => (
                  <tr key={min}>
                    <th scope="row">{format.quantity(min)}</th>
                    <td>{priceText(micros)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {breaks !== null && breaks.length === 0 && <span className={classes.faint}>{t('offers.noPrice')}</span>}
      </div>
      {onOpen && (
        <div className={classes.tools}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={34}
            aria-label={t('offers.editLabel', { sku })}
            onClick={() => onOpen({ kind: 'edit', offer })}
          >
            <IconPencil size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={34}
            aria-label={t('offers.removeLabel', { sku })}
            onClick={() => onOpen({ kind: 'remove', offer })}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      )}
    </li>
  )
}
