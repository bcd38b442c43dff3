'use client'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import {
  identifierKinds,
  identitySchemes,
  imageFormats,
  keyOrigins,
  otaProtocols,
  provisionings,
  rollbackProtections,
  signatureSchemes,
  type Ota,
} from '@/server/domains/specs/contracts/contract'
import type { Draft } from './draft'
import classes from './editor.module.css'
import { Choice, Line, Whole } from './fields'

type Props = Readonly<{ draft: Draft; onChange: (draft: Draft) => void; at: (path: string) => string | undefined }>

const usualOta = (channel: string): Ota => ({
  channel,
  protocol: 'httpsDownload',
  imageFormat: 'mcuboot',
  signature: 'ed25519',
  rollbackProtection: 'securityCounter',
  chunkBytes: 4_096,
  maxImageBytes: 1_048_576,
})

export function IdentityFields({ draft, onChange, at }: Props) {
  const { t } = useTranslation('specs')
  const { identity } = draft
  const change = (part: Partial<Draft['identity']>) => onChange({ ...draft, identity: { ...identity, ...part } })
  return (
    <Panel title={t('contract.view.identity')}>
      <div className={classes.grid}>
        <Choice
          label={t('contract.field.scheme')}
          value={identity.scheme}
          values={identitySchemes}
          group="scheme"
          onChange={(scheme) => change({ scheme })}
        />
        <Choice
          label={t('contract.field.keysMadeIn')}
          value={identity.keysMadeIn}
          values={keyOrigins}
          group="keysMadeIn"
          onChange={(keysMadeIn) => change({ keysMadeIn })}
        />
        <Choice
          label={t('contract.field.provisioning')}
          value={identity.provisioning}
          values={provisionings}
          group="provisioning"
          onChange={(provisioning) => change({ provisioning })}
        />
        <Choice
          label={t('contract.field.identifierKind')}
          value={identity.identifier.kind}
          values={identifierKinds}
          group="identifierKind"
          onChange={(kind) => change({ identifier: { ...identity.identifier, kind } })}
        />
        <Line
          mono
          label={t('contract.field.identifierPattern')}
          value={identity.identifier.pattern}
          error={at('/identity/identifier/pattern')}
          onChange={(pattern) => change({ identifier: { ...identity.identifier, pattern } })}
        />
      </div>
    </Panel>
  )
}

export function OtaFields({ draft, onChange, at }: Props) {
  const { t } = useTranslation('specs')
  const { ota } = draft
  const down = draft.channels.filter(({ direction }) => direction === 'cloudToDevice').map(({ id }) => id)
  if (!ota)
    return (
      <Panel title={t('contract.view.ota')}>
        <Button variant="default" onClick={() => onChange({ ...draft, ota: usualOta(down[0] ?? '') })}>
          {t('contract.editor.addOta')}
        </Button>
      </Panel>
    )
  const change = (part: Partial<Ota>) => onChange({ ...draft, ota: { ...ota, ...part } })
  return (
    <Panel
      title={t('contract.view.ota')}
      actions={
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => onChange({ ...draft, ota: null })}>
          {t('contract.editor.removeOta')}
        </Button>
      }
    >
      <div className={classes.grid}>
        <Choice
          label={t('contract.field.otaChannel')}
          value={ota.channel}
          values={down}
          group={null}
          error={at('/ota/channel')}
          onChange={(channel) => change({ channel })}
        />
        <Choice
          label={t('contract.field.otaProtocol')}
          value={ota.protocol}
          values={otaProtocols}
          group="otaProtocol"
          error={at('/ota/protocol')}
          onChange={(protocol) => change({ protocol })}
        />
        <Choice
          label={t('contract.field.imageFormat')}
          value={ota.imageFormat}
          values={imageFormats}
          group="imageFormat"
          onChange={(imageFormat) => change({ imageFormat })}
        />
        <Choice
          label={t('contract.field.signature')}
          value={ota.signature}
          values={signatureSchemes}
          group="signature"
          onChange={(signature) => change({ signature })}
        />
        <Choice
          label={t('contract.field.rollbackProtection')}
          value={ota.rollbackProtection}
          values={rollbackProtections}
          group="rollbackProtection"
          onChange={(rollbackProtection) => change({ rollbackProtection })}
        />
        <Whole
          label={t('contract.field.chunkBytes')}
          value={ota.chunkBytes}
          error={at('/ota/chunkBytes')}
          onChange={(bytes) => change({ chunkBytes: bytes ?? 0 })}
        />
        <Whole
          label={t('contract.field.maxImageBytes')}
          value={ota.maxImageBytes}
          error={at('/ota/maxImageBytes')}
          onChange={(bytes) => change({ maxImageBytes: bytes ?? 0 })}
        />
      </div>
    </Panel>
  )
}
