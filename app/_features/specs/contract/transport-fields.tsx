'use client'
import { useTranslation } from 'react-i18next'
import {
  blePairings,
  mqttVersions,
  tlsVersions,
  transportKinds,
  type Transport,
} from '@/server/domains/specs/contracts/contract'
import { transportAs } from './draft'
import classes from './editor.module.css'
import { Choice, Line, Whole } from './fields'

type Props = Readonly<{
  value: Transport
  onChange: (value: Transport) => void
  at: (field: string) => string | undefined
}>

export function TransportFields({ value, onChange, at }: Props) {
  const { t } = useTranslation('specs')
  return (
    <div className={classes.grid}>
      <Line
        mono
        label={t('contract.field.id')}
        value={value.id}
        error={at('id')}
        onChange={(id) => onChange({ ...value, id })}
      />
      <Choice
        label={t('contract.field.kind')}
        value={value.kind}
        values={transportKinds}
        group="kind"
        onChange={(kind) => onChange(transportAs(kind, value.id, value.kind === 'ble' ? '' : value.host))}
      />
      {value.kind === 'ble' ? (
        <>
          <Choice
            label={t('contract.field.pairing')}
            value={value.pairing}
            values={blePairings}
            group="pairing"
            onChange={(pairing) => onChange({ ...value, pairing })}
          />
          <Choice
            label={t('contract.field.bonding')}
            value={value.bonding}
            values={[true, false]}
            group="yesNo"
            onChange={(bonding) => onChange({ ...value, bonding })}
          />
          <Whole
            label={t('contract.field.mtu')}
            value={value.mtu}
            error={at('mtu')}
            onChange={(mtu) => onChange({ ...value, mtu: mtu ?? 0 })}
          />
        </>
      ) : (
        <>
          <Line
            mono
            label={t('contract.field.host')}
            value={value.host}
            error={at('host')}
            onChange={(host) => onChange({ ...value, host })}
          />
          <Whole
            label={t('contract.field.port')}
            value={value.port}
            error={at('port')}
            onChange={(port) => onChange({ ...value, port: port ?? 0 })}
          />
          <Choice
            label={t(value.kind === 'coap' ? 'contract.field.minDtls' : 'contract.field.minTls')}
            value={value.security.minTls}
            values={tlsVersions}
            group="tls"
            onChange={(minTls) => onChange({ ...value, security: { ...value.security, minTls } })}
          />
          <Choice
            label={t('contract.field.mutual')}
            value={value.security.mutual}
            values={[true, false]}
            group="yesNo"
            onChange={(mutual) => onChange({ ...value, security: { ...value.security, mutual } })}
          />
        </>
      )}
      {value.kind === 'mqtt' && (
        <>
          <Choice
            label={t('contract.field.mqttVersion')}
            value={value.version}
            values={mqttVersions}
            group={null}
            onChange={(version) => onChange({ ...value, version })}
          />
          <Choice
            label={t('contract.field.maxQos')}
            value={value.maxQos}
            values={[0, 1, 2] as const}
            group={null}
            onChange={(maxQos) => onChange({ ...value, maxQos })}
          />
          <Whole
            label={t('contract.field.keepAliveSeconds')}
            value={value.keepAliveSeconds}
            error={at('keepAliveSeconds')}
            onChange={(seconds) => onChange({ ...value, keepAliveSeconds: seconds ?? 0 })}
          />
        </>
      )}
    </div>
  )
}
