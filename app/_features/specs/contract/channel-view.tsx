'use client'
import { IconArrowDown, IconArrowUp, IconLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/app/_lib/format'
import type { Channel, Transport } from '@/server/domains/specs/contracts/contract'
import { CodeLines } from './code-lines'
import classes from './contract.module.css'
import { Facts } from './facts'
import { PurposeView, type Translatable } from './purpose-view'
import { useContractWords } from './use-contract-words'

const shortPayload = 24

/** One channel: which way, where, what for, and what a message holds. Its heading is a link to itself. */
export function ChannelView({
  channel,
  transport,
  translatable,
}: {
  channel: Channel
  transport: Transport | undefined
  /** Null where the reader may not translate it. */
  translatable: Translatable | null
}) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  const words = useContractWords()
  const { id, direction, address, purpose, payload } = channel
  const anchor = `channel-${id}`
  const lines = payload.format === 'none' ? 0 : payload.schema.replace(/\n$/, '').split('\n').length
  const Arrow = direction === 'deviceToCloud' ? IconArrowUp : IconArrowDown
  return (
    <article id={anchor} className={classes.channel} aria-labelledby={`${anchor}-name`}>
      <header className={classes.channelHead}>
        <span className={classes.direction} data-direction={direction}>
          <Arrow size={14} stroke={2} aria-hidden /> {words.option('direction', direction)}
        </span>
        <h3 id={`${anchor}-name`} className={classes.channelName}>
          <a href={`#${anchor}`} className={classes.anchor} aria-label={t('contract.view.linkTo', { id })}>
            {id} <IconLink size={14} stroke={1.6} aria-hidden />
          </a>
        </h3>
        <code className={classes.address} translate="no">
          {channel.method !== null && <strong>{channel.method} </strong>}
          {address}
        </code>
      </header>
      <PurposeView channelId={id} purpose={purpose} translatable={translatable} />
      <Facts
        facts={[
          [
            t('contract.field.transport'),
            transport ? `${transport.id} (${words.option('kind', transport.kind)})` : channel.transport,
          ],
          ...(channel.service === null ? [] : [[t('contract.field.service'), channel.service] as const]),
          ...(channel.qos === null ? [] : [[t('contract.field.qos'), String(channel.qos)] as const]),
          [
            t('contract.field.maxBytes'),
            channel.maxBytes === null ? t('contract.field.none') : format.count(channel.maxBytes),
          ],
          [
            t('contract.field.maxPerHour'),
            channel.maxPerHour === null ? t('contract.field.none') : format.count(channel.maxPerHour),
          ],
          ...(payload.format === 'protobuf' ? [[t('contract.field.message'), payload.message] as const] : []),
        ]}
      />
      {payload.format !== 'none' && (
        <details className={classes.payload} open={lines <= shortPayload}>
          <summary>
            {t('contract.view.payloadLines', { count: lines, format: words.option('format', payload.format) })}
          </summary>
          <CodeLines text={payload.schema} label={t('contract.view.payloadLabel', { id })} />
        </details>
      )}
    </article>
  )
}
