'use client'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import { useFormat } from '@/app/_lib/format'
import type { CloudContract, Transport } from '@/server/domains/specs/contracts/contract'
import type { ContractStanding } from '@/server/domains/specs/queries/contracts'
import { ChannelView } from './channel-view'
import classes from './contract.module.css'
import { Facts } from './facts'
import type { Translatable } from './purpose-view'
import { Standing, type Release } from './standing'
import { useContractWords } from './use-contract-words'

type Props = Readonly<{
  contract: CloudContract
  standing: ContractStanding
  release: Release
  /** Where its words may be translated by the reader; null where they stand as they are. */
  translatable: Translatable | null
}>

/** What device and cloud say to each other, for both sides to read. */
export function ContractBody({ contract, standing, release, translatable }: Props) {
  const { t } = useTranslation('specs')
  useLinkedChannel()
  return (
    <div className={classes.body}>
      <Panel title={t('contract.standing.title')}>
        <Standing standing={standing} release={release} />
      </Panel>
      <Panel title={t('contract.view.transports')} flush>
        {contract.transports.length === 0 && <p className={classes.nothing}>{t('contract.view.noTransports')}</p>}
        <ul className={classes.list}>
          {contract.transports.map((transport) => (
            <TransportView key={transport.id} transport={transport} />
          ))}
        </ul>
      </Panel>
      <Panel title={t('contract.view.channels')} flush>
        {contract.channels.length === 0 && <p className={classes.nothing}>{t('contract.view.noChannels')}</p>}
        {contract.channels.length > 4 && (
          <nav className={classes.index} aria-label={t('contract.view.list')}>
            {contract.channels.map(({ id }) => (
              <a key={id} href={`#channel-${id}`}>
                {id}
              </a>
            ))}
          </nav>
        )}
        {contract.channels.map((channel) => (
          <ChannelView
            key={channel.id}
            channel={channel}
            translatable={translatable}
            transport={contract.transports.find(({ id }) => id === channel.transport)}
          />
        ))}
      </Panel>
      <IdentityView contract={contract} />
    </div>
  )
}

function TransportView({ transport }: { transport: Transport }) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  const words = useContractWords()
  const yesNo = (value: boolean) => words.option('yesNo', value)
  return (
    <li className={classes.item}>
      <h3 className={classes.itemName}>
        {transport.id} <span className={classes.kind}>{words.option('kind', transport.kind)}</span>
      </h3>
      {transport.kind === 'ble' ? (
        <Facts
          facts={[
            [t('contract.field.pairing'), words.option('pairing', transport.pairing)],
            [t('contract.field.bonding'), yesNo(transport.bonding)],
            [t('contract.field.mtu'), String(transport.mtu)],
          ]}
        />
      ) : (
        <>
          <code className={classes.address} translate="no">
            {transport.host}:{transport.port}
          </code>
          <Facts
            facts={[
              [
                t(transport.kind === 'coap' ? 'contract.field.minDtls' : 'contract.field.minTls'),
                words.option('tls', transport.security.minTls),
              ],
              [t('contract.field.mutual'), yesNo(transport.security.mutual)],
              ...(transport.kind === 'mqtt'
                ? ([
                    [t('contract.field.mqttVersion'), transport.version],
                    [t('contract.field.maxQos'), String(transport.maxQos)],
                    [t('contract.field.keepAliveSeconds'), format.count(transport.keepAliveSeconds)],
                  ] as const)
                : []),
            ]}
          />
        </>
      )}
    </li>
  )
}

function IdentityView({ contract: { identity, ota } }: { contract: CloudContract }) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  const words = useContractWords()
  return (
    <div className={classes.pair}>
      <Panel title={t('contract.view.identity')}>
        <Facts
          facts={[
            [t('contract.field.scheme'), words.option('scheme', identity.scheme)],
            [t('contract.field.keysMadeIn'), words.option('keysMadeIn', identity.keysMadeIn)],
            [t('contract.field.provisioning'), words.option('provisioning', identity.provisioning)],
            [t('contract.field.identifierKind'), words.option('identifierKind', identity.identifier.kind)],
            [t('contract.field.identifierPattern'), identity.identifier.pattern],
          ]}
        />
      </Panel>
      <Panel title={t('contract.view.ota')}>
        {ota === null ? (
          <p className={classes.quiet}>{t('contract.view.otaNone')}</p>
        ) : (
          <Facts
            facts={[
              [t('contract.field.otaChannel'), ota.channel],
              [t('contract.field.otaProtocol'), words.option('otaProtocol', ota.protocol)],
              [t('contract.field.imageFormat'), words.option('imageFormat', ota.imageFormat)],
              [t('contract.field.signature'), words.option('signature', ota.signature)],
              [t('contract.field.rollbackProtection'), words.option('rollbackProtection', ota.rollbackProtection)],
              [t('contract.field.chunkBytes'), format.count(ota.chunkBytes)],
              [t('contract.field.maxImageBytes'), format.count(ota.maxImageBytes)],
            ]}
          />
        )}
      </Panel>
    </div>
  )
}

/** A channel named in the address is in sight, with its payload unfolded. */
function useLinkedChannel(): void {
  useEffect(() => {
    const show = () => {
      const { hash } = window.location
      if (!hash.startsWith('#channel-')) return
      const channel = document.getElementById(decodeURIComponent(hash.slice(1)))
      const payload = channel?.querySelector('details')
      if (payload) payload.open = true
      channel?.scrollIntoView({ block: 'start' })
    }
    show()
    window.addEventListener('hashchange', show)
    return () => window.removeEventListener('hashchange', show)
  }, [])
}
