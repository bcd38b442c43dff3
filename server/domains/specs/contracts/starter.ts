import { bilingual, otherLanguage, reviseText, type BilingualText, type Language } from '@/server/kernel/bilingual'
import type { CloudContract } from './contract'

/** The contract with every purpose written in one language: the one that governs the specification. */
export const governedBy = (language: Language, contract: CloudContract): CloudContract =>
  withPurposes(contract, ({ purpose }) => bilingual(language, purpose[language], purpose[otherLanguage(language)]))

/**
 * The contract as its author hands it over, each purpose with the trust it deserves against the one that stood in its
 * channel before: what the author says of a translation is not taken on trust.
 */
export function revisePurposes(before: CloudContract | null, contract: CloudContract): CloudContract {
  const stood = new Map(before?.channels.map(({ id, purpose }) => [id, purpose]))
  return withPurposes(contract, ({ id, purpose: typed }) => {
    const was = stood.get(id)
    return was
      ? reviseText(was, typed)
      : bilingual(typed.source, typed[typed.source], typed[otherLanguage(typed.source)])
  })
}

const withPurposes = (
  contract: CloudContract,
  purpose: (channel: CloudContract['channels'][number]) => BilingualText,
): CloudContract => ({
  ...contract,
  channels: contract.channels.map((channel) => ({ ...channel, purpose: purpose(channel) })),
})

const text = (lines: readonly string[]) => `${lines.join('\n')}\n`

/** A contract to look at and to change: one broker, readings up, commands down. */
export const example: CloudContract = {
  version: '0.1.0',
  transports: [
    {
      kind: 'mqtt',
      id: 'broker',
      host: 'mqtt.{region}.example.com',
      port: 8883,
      security: { minTls: '1.2', mutual: true },
      version: '3.1.1',
      maxQos: 1,
      keepAliveSeconds: 300,
    },
  ],
  channels: [
    {
      id: 'telemetry',
      transport: 'broker',
      direction: 'deviceToCloud',
      address: 'devices/{deviceId}/telemetry',
      method: null,
      service: null,
      qos: 1,
      purpose: bilingual('en', 'Readings, once a minute', '测量数据，每分钟一次'),
      payload: {
        format: 'jsonSchema',
        schema: text([
          '{',
          '  "$schema": "https://json-schema.org/draft/2020-12/schema",',
          '  "type": "object",',
          '  "required": ["at", "temperature"],',
          '  "properties": {',
          '    "at": { "type": "string", "format": "date-time" },',
          '    "temperature": { "type": "number", "minimum": -40, "maximum": 85 }',
          '  }',
          '}',
        ]),
      },
      maxBytes: 512,
      maxPerHour: 60,
    },
    {
      id: 'commands',
      transport: 'broker',
      direction: 'cloudToDevice',
      address: 'devices/{deviceId}/commands',
      method: null,
      service: null,
      qos: 1,
      purpose: bilingual('en', 'Commands, such as another interval', '下行指令，例如修改上报周期'),
      payload: {
        format: 'protobuf',
        message: 'device.v1.Command',
        schema: text([
          'syntax = "proto3";',
          'package device.v1;',
          '',
          'message Command {',
          '  uint32 interval_seconds = 1;',
          '  bool reboot = 2;',
          '}',
        ]),
      },
      maxBytes: 256,
      maxPerHour: 60,
    },
  ],
  identity: {
    scheme: 'x509',
    keysMadeIn: 'secureElement',
    provisioning: 'preProvisioned',
    identifier: { kind: 'serialNumber', pattern: '[A-Z]{2}[0-9]{10}' },
  },
  ota: null,
}
