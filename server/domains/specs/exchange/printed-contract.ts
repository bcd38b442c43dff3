import type { Both, PrintedContract } from './spec-document'
import type { SayBoth } from './spec-paper'
import type { CloudContract, Transport } from '../contracts/contract'

/** Words that are the same in both languages. */
const same = (text: string): Both => ({ en: text, zh: text })
const joined = (...parts: readonly Both[]): Both => ({
  en: parts.map(({ en }) => en).join(', '),
  zh: parts.map(({ zh }) => zh).join('，'),
})

function placeOf(transport: Transport): string {
  return transport.kind === 'ble' ? `MTU ≥ ${transport.mtu}` : `${transport.host}:${transport.port}`
}
function securityOf(transport: Transport): string {
  if (transport.kind === 'ble')
    return [transport.pairing, transport.bonding ? 'bonding' : ''].filter(Boolean).join(', ')
  const { minTls, mutual } = transport.security
  return [minTls === 'none' ? '–' : `TLS ≥ ${minTls}`, mutual ? 'mutual' : ''].filter(Boolean).join(', ')
}
const protocolOf = (transport: Transport): string =>
  transport.kind === 'mqtt' ? `MQTT ${transport.version}` : transport.kind.toUpperCase()

/** A cloud contract as it stands on paper, in the words of both languages. */
export function printedContract(
  { version, transports, channels, identity, ota }: CloudContract,
  say: SayBoth,
): PrintedContract {
  const facts = [
    {
      label: say('specs:pdf.contract.fact.identity'),
      value: joined(
        say(`specs:pdf.contract.identity.${identity.scheme}`),
        say(`specs:pdf.contract.keys.${identity.keysMadeIn}`),
        same(`${identity.identifier.kind} /${identity.identifier.pattern}/`),
      ),
    },
    {
      label: say('specs:pdf.contract.fact.provisioning'),
      value: say(`specs:pdf.contract.provisioning.${identity.provisioning}`),
    },
    ...(ota
      ? [
          {
            label: say('specs:pdf.contract.fact.update'),
            value: joined(
              say(`specs:pdf.contract.update.${ota.protocol}`),
              same(ota.imageFormat),
              same(ota.signature),
              same(`≤ ${ota.maxImageBytes} B`),
            ),
          },
        ]
      : []),
  ]
  return {
    version,
    facts,
    transports: transports.map((transport) => ({
      id: transport.id,
      protocol: protocolOf(transport),
      place: placeOf(transport),
      security: securityOf(transport),
    })),
    channels: channels.map(({ id, transport, direction, address, method, payload, purpose }) => ({
      id,
      transport,
      direction,
      address,
      method: method ?? '',
      payload:
        payload.format === 'none' ? '–' : payload.format === 'protobuf' ? `protobuf ${payload.message}` : 'JSON Schema',
      purpose,
    })),
  }
}
