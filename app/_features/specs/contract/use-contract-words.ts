'use client'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reason } from '@/server/domains/specs/contracts/changes'
import type { TransportKind } from '@/server/domains/specs/contracts/contract'
import type { Problem } from '@/server/domains/specs/contracts/problems'

export type OptionGroup =
  | 'kind'
  | 'tls'
  | 'pairing'
  | 'direction'
  | 'format'
  | 'scheme'
  | 'keysMadeIn'
  | 'identifierKind'
  | 'provisioning'
  | 'otaProtocol'
  | 'imageFormat'
  | 'signature'
  | 'rollbackProtection'
  | 'yesNo'

/** Stands for a limit that was or is not there. */
const absent = '–'

/** Changes whose values are choices of ours, and so have words. */
const groupOf: Readonly<Partial<Record<Reason['code'], OptionGroup>>> = {
  transportKind: 'kind',
  tlsRaised: 'tls',
  tlsLowered: 'tls',
  pairing: 'pairing',
  bonding: 'yesNo',
  payloadFormat: 'format',
  identityScheme: 'scheme',
  keyOrigin: 'keysMadeIn',
  identifierKind: 'identifierKind',
  provisioning: 'provisioning',
  otaProtocol: 'otaProtocol',
  otaImageFormat: 'imageFormat',
  otaSignature: 'signature',
  otaRollback: 'rollbackProtection',
}

const segmentsOf = (path: string) =>
  path
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))

/** Sentences and labels of contracts in the reader's language. */
export function useContractWords() {
  const { t, i18n } = useTranslation('specs')
  return useMemo(() => {
    const option = (group: OptionGroup, value: string | number | boolean): string => {
      const key = `specs:contract.option.${group}.${String(value)}`
      // Numbers of versions contain the sign that parts keys.
      if (String(value).includes('.') || !i18n.exists(key)) return String(value)
      return i18n.t(key as 'specs:contract.option.kind.mqtt')
    }
    const options = (group: OptionGroup, values: readonly (string | number | boolean)[]) =>
      values.map((value) => ({ value: String(value), label: option(group, value) }))
    const reason = ({ code, params }: Reason): string => {
      if (code === 'limitRaised' || code === 'limitLowered') {
        if (params['before'] === absent) return i18n.t('specs:contract.limit.set', params)
        if (params['after'] === absent) return i18n.t('specs:contract.limit.gone', params)
      }
      const group = groupOf[code]
      const said = group
        ? Object.fromEntries(Object.entries(params).map(([name, value]) => [name, option(group, value)]))
        : params
      return i18n.t(`specs:contract.change.${code}` as 'specs:contract.change.wordsChanged', said)
    }
    const problem = ({ code, params }: Problem): string =>
      i18n.t(`specs:contract.problem.${code}` as 'specs:contract.problem.shape', params)
    const field = (name: string): string => {
      const key = `specs:contract.field.${name === 'version' ? 'mqttVersion' : name}`
      return i18n.exists(key) ? i18n.t(key as 'specs:contract.field.host') : ''
    }
    /** The part a change is about, and where in it. */
    const place = (path: string): { part: string; rest: string; channel: string | null } => {
      const [list = '', id = '', ...rest] = segmentsOf(path)
      // Inside a schema its own names are the place; elsewhere the field is, by its word.
      const where = rest[0] === 'payload' ? rest.slice(1).join(' › ') : field(rest.at(-1) ?? '')
      if (list === 'channels') return { part: t('contract.conflict.part.channel', { id }), rest: where, channel: id }
      if (list === 'transports')
        return { part: t('contract.conflict.part.transport', { id }), rest: where, channel: null }
      if (list === 'identity') return { part: t('contract.view.identity'), rest: '', channel: null }
      if (list === 'ota') return { part: t('contract.view.ota'), rest: '', channel: null }
      return { part: t('contract.field.version'), rest: '', channel: null }
    }
    const address = (kind: TransportKind) => t(`contract.addressKind.${kind}`)
    return { option, options, reason, problem, place, address }
  }, [t, i18n])
}
