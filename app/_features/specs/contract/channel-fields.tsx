'use client'
import { useTranslation } from 'react-i18next'
import {
  directions,
  methods,
  payloadFormats,
  type Payload,
  type PayloadFormat,
  type Transport,
} from '@/server/domains/specs/contracts/contract'
import type { Problem } from '@/server/domains/specs/contracts/problems'
import type { BilingualText } from '@/server/kernel/bilingual'
import { TextPair } from '../text-pair'
import type { DraftChannel } from './draft'
import classes from './editor.module.css'
import { Choice, Line, Whole } from './fields'
import { PayloadField } from './payload-field'
import { useContractWords } from './use-contract-words'

type Props = Readonly<{
  value: DraftChannel
  productId: string
  /** The purpose as it is stored, to show what becomes of its translation. */
  stored: BilingualText | undefined
  transports: readonly Transport[]
  onChange: (value: DraftChannel) => void
  at: (field: string) => string | undefined
  schemaProblems: readonly Problem[]
}>

/** What a payload begins with when its format is chosen. */
const blankPayload = (format: PayloadFormat): Payload =>
  format === 'none'
    ? { format }
    : format === 'jsonSchema'
      ? { format, schema: '{\n  "$schema": "https://json-schema.org/draft/2020-12/schema",\n  "type": "object"\n}\n' }
      : { format, message: 'Message', schema: 'syntax = "proto3";\n\nmessage Message {\n}\n' }

export function ChannelFields({ value, productId, stored, transports, onChange, at, schemaProblems }: Props) {
  const { t } = useTranslation('specs')
  const words = useContractWords()
  const kind = transports.find(({ id }) => id === value.transport)?.kind ?? 'mqtt'
  const known = methods[kind]
  const { payload, purpose } = value
  const change = (part: Partial<DraftChannel>) => onChange({ ...value, ...part })
  return (
    <>
      <div className={classes.grid}>
        <Line mono label={t('contract.field.id')} value={value.id} error={at('id')} onChange={(id) => change({ id })} />
        <Choice
          label={t('contract.field.direction')}
          value={value.direction}
          values={directions}
          group="direction"
          onChange={(direction) => change({ direction })}
        />
        <Choice
          label={t('contract.field.transport')}
          value={value.transport}
          values={transports.map(({ id }) => id)}
          group={null}
          error={at('transport')}
          onChange={(transport) => change({ transport })}
        />
        <div className={classes.wide}>
          <Line
            mono
            label={words.address(kind)}
            value={value.address}
            error={at('address')}
            onChange={(address) => change({ address })}
          />
        </div>
        {(known.length > 0 || value.method !== null) && (
          <Choice
            label={t('contract.field.method')}
            value={value.method ?? ''}
            values={known}
            group={null}
            error={at('method')}
            onChange={(method) => change({ method: method === '' ? null : method })}
          />
        )}
        {(kind === 'ble' || value.service !== null) && (
          <Line
            mono
            label={t('contract.field.service')}
            value={value.service ?? ''}
            error={at('service')}
            onChange={(service) => change({ service: kind === 'ble' || service !== '' ? service : null })}
          />
        )}
        {(kind === 'mqtt' || value.qos !== null) && (
          <Choice
            label={t('contract.field.qos')}
            value={value.qos ?? 0}
            values={[0, 1, 2] as const}
            group={null}
            error={at('qos')}
            onChange={(qos) => change({ qos })}
          />
        )}
        <Whole
          label={t('contract.field.maxBytes')}
          description={t('contract.editor.empty')}
          value={value.maxBytes}
          error={at('maxBytes')}
          onChange={(maxBytes) => change({ maxBytes })}
        />
        <Whole
          label={t('contract.field.maxPerHour')}
          description={t('contract.editor.empty')}
          value={value.maxPerHour}
          error={at('maxPerHour')}
          onChange={(maxPerHour) => change({ maxPerHour })}
        />
      </div>
      <TextPair
        label={t('contract.field.purpose')}
        value={{ en: purpose.en, zh: purpose.zh, source: purpose.source, ...value.said }}
        before={stored}
        onChange={({ en, zh, source, ...said }) => change({ purpose: { ...purpose, en, zh, source }, said })}
        productId={productId}
        critical={false}
        maxLength={2_000}
      />
      {at('purpose') && <p className={classes.general}>{at('purpose')}</p>}
      <div className={classes.grid}>
        <Choice
          label={t('contract.field.format')}
          value={payload.format}
          values={payloadFormats}
          group="format"
          onChange={(format) => change({ payload: blankPayload(format) })}
        />
        {payload.format === 'protobuf' && (
          <Line
            mono
            label={t('contract.field.message')}
            value={payload.message}
            error={at('payload/message')}
            onChange={(message) => change({ payload: { ...payload, message } })}
          />
        )}
      </div>
      {payload.format !== 'none' && (
        <PayloadField
          label={t('contract.field.schema')}
          value={payload.schema}
          problems={schemaProblems}
          onChange={(schema) => change({ payload: { ...payload, schema } })}
        />
      )}
    </>
  )
}
