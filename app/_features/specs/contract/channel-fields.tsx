'use client'
import { useTranslation } from 'react-i18next'
import { Textarea } from '@/app/_components/ui/textarea'
import { languageTags } from '@/locales/config'
import {
  directions,
  methods,
  payloadFormats,
  type Channel,
  type Payload,
  type PayloadFormat,
  type Transport,
} from '@/server/domains/specs/contracts/contract'
import type { Problem } from '@/server/domains/specs/contracts/problems'
import { languages } from '@/server/kernel/bilingual'
import classes from './editor.module.css'
import { Choice, Line, Whole } from './fields'
import { PayloadField } from './payload-field'
import { useContractWords } from './use-contract-words'

type Props = Readonly<{
  value: Channel
  transports: readonly Transport[]
  onChange: (value: Channel) => void
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

export function ChannelFields({ value, transports, onChange, at, schemaProblems }: Props) {
  const { t } = useTranslation('specs')
  const words = useContractWords()
  const kind = transports.find(({ id }) => id === value.transport)?.kind ?? 'mqtt'
  const known = methods[kind]
  const { payload, purpose } = value
  const change = (part: Partial<Channel>) => onChange({ ...value, ...part })
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
      <div className={classes.two}>
        {languages.map((language) => (
          <Textarea
            key={language}
            autosize
            minRows={1}
            maxRows={8}
            maxLength={2_000}
            lang={languageTags[language]}
            label={t(language === 'en' ? 'contract.field.purposeEn' : 'contract.field.purposeZh')}
            error={at('purpose')}
            value={purpose[language]}
            onChange={({ currentTarget }) => change({ purpose: { ...purpose, [language]: currentTarget.value } })}
          />
        ))}
      </div>
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
