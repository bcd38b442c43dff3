import fc from 'fast-check'
import { expect, test } from 'vitest'
import en from '@/locales/en/specs.json'
import zh from '@/locales/zh/specs.json'
import { becauses, changeCodes } from './changes'
import { compareContracts, payloadChanges } from './compatibility'
import type { Channel, CloudContract, Transport } from './contract'
import { commandProto, json, proto, sample, telemetry, telemetrySchema, withChannel } from './fixtures/sample'

const verdict = (after: CloudContract, before = sample) => {
  const { level, reasons } = compareContracts(before, after)
  return [level, ...reasons.map(({ code }) => code)].join(' ')
}
const back = (after: CloudContract) => verdict(sample, after)
const channel = (id: string, change: Partial<Channel>) => withChannel(id, change)
const transport = (id: string, change: Partial<Transport>): CloudContract => ({
  ...sample,
  transports: sample.transports.map((each) => (each.id === id ? ({ ...each, ...change } as Transport) : each)),
})
const telemetryWith = (properties: object, rest: object = {}) =>
  channel('telemetry', {
    payload: json({ ...telemetrySchema, properties: { ...telemetrySchema.properties, ...properties }, ...rest }),
  })

test('a contract is identical to itself, whatever its version and the layout of its texts', () => {
  expect(verdict({ ...sample, version: '9.0.0' })).toBe('identical')
  expect(
    verdict(channel('telemetry', { payload: { format: 'jsonSchema', schema: JSON.stringify(telemetrySchema) } })),
  ).toBe('identical')
})

test('what devices send must stay readable', () => {
  const humidity = telemetryWith({ humidity: { type: 'number' } })
  expect([verdict(humidity), back(humidity)]).toEqual(['compatible propertyAdded', 'compatible propertyRemoved'])
  const required = telemetryWith({ humidity: {} }, { required: ['at', 'temperature', 'humidity'] })
  expect([verdict(required), back(required)]).toEqual([
    'breaking propertyAdded requiredAdded',
    'compatible propertyRemoved requiredRemoved',
  ])
  const colder = telemetryWith({ temperature: { type: 'number', minimum: -55, maximum: 85 } })
  expect([verdict(colder), back(colder)]).toEqual(['compatible limitLowered', 'breaking limitRaised'])
  const { reasons } = compareContracts(colder, sample)
  expect(reasons).toEqual([
    {
      code: 'limitRaised',
      params: { keyword: 'minimum', before: '≥ -55', after: '≥ -40' },
      path: '/channels/telemetry/payload/properties/temperature',
      breaking: true,
      wordsOnly: false,
      because: 'fieldSendsOld',
    },
  ])
})

test('what is sent to devices must be known to them', () => {
  const update = (schema: unknown) => channel('update', { payload: json(schema) })
  const before = update({ type: 'object', properties: { slot: { enum: ['a'] } } })
  const after = update({ type: 'object', properties: { slot: { enum: ['a', 'b'] } } })
  expect([verdict(after, before), verdict(before, after)]).toEqual(['breaking valuesAdded', 'compatible valuesRemoved'])
  expect(compareContracts(before, after).reasons[0]?.because).toBe('fieldReadsNew')
  const blink = channel('commands', {
    payload: proto(
      commandProto.replace('SetInterval set_interval = 2;', '$& Blink blink = 4;') + 'message Blink {}',
      'acme.v1.Command',
    ),
  })
  expect(verdict(blink)).toBe('breaking fieldAdded oneofGrown')
  const priority = channel('commands', {
    payload: proto(commandProto.replace('int32 ttl_seconds = 3;', '$& bool urgent = 4;'), 'acme.v1.Command'),
  })
  expect(verdict(priority)).toBe('compatible fieldAdded')
})

test('a payload of another kind, or one that cannot be read, breaks', () => {
  expect(verdict(channel('telemetry', { payload: { format: 'none' } }))).toBe('breaking payloadFormat')
  expect(verdict(channel('telemetry', { payload: { format: 'jsonSchema', schema: '{' } }))).toBe(
    'breaking payloadUnreadable',
  )
  expect(verdict(channel('commands', { payload: proto(commandProto, 'acme.v1.Missing') }))).toBe(
    'breaking payloadUnreadable',
  )
})

test('places to meet stay where devices look for them', () => {
  const without: CloudContract = { ...sample, transports: sample.transports.filter(({ id }) => id !== 'narrow') }
  expect([verdict(without), back(without)]).toEqual(['breaking transportRemoved', 'compatible transportAdded'])
  const vectors: readonly [Partial<Transport>, string, string][] = [
    [{ host: 'mqtt.example.org' }, 'breaking endpoint', 'breaking endpoint'],
    [{ host: 'mqtt.{market}.example.com' }, 'compatible placeholderRenamed', 'compatible placeholderRenamed'],
    [{ port: 443 }, 'breaking endpoint', 'breaking endpoint'],
    [{ security: { minTls: '1.3', mutual: true } }, 'breaking tlsRaised', 'compatible tlsLowered'],
    [{ security: { minTls: '1.2', mutual: false } }, 'compatible mutualDropped', 'breaking mutualRequired'],
    [{ version: '5.0' }, 'breaking mqttVersion', 'breaking mqttVersion'],
    [{ maxQos: 2 }, 'compatible maxQosRaised', 'breaking maxQosLowered'],
    [{ keepAliveSeconds: 60 }, 'breaking keepAliveLowered', 'compatible keepAliveRaised'],
  ]
  for (const [change, there, home] of vectors)
    expect([change, verdict(transport('broker', change)), back(transport('broker', change))]).toEqual([
      change,
      there,
      home,
    ])
  expect(verdict(transport('phone', { pairing: 'justWorks' }))).toBe('breaking pairing')
  expect(verdict(transport('phone', { mtu: 247 }))).toBe('breaking mtuRaised')
  expect(
    verdict({
      ...sample,
      transports: sample.transports.map((each) =>
        each.id === 'files' ? ({ ...each, kind: 'coap' } as Transport) : each,
      ),
    }),
  ).toBe('breaking transportKind')
})

test('channels keep their address, method and service', () => {
  const more: CloudContract = {
    ...sample,
    channels: [...sample.channels, { ...telemetry, id: 'log', address: 'log/{deviceId}' }],
  }
  expect([verdict(more), back(more)]).toEqual(['compatible channelAdded', 'breaking channelRemoved'])
  expect(verdict(channel('telemetry', { address: 'd/{deviceId}/t' }))).toBe('breaking address')
  expect(verdict(channel('telemetry', { address: 'devices/{serial}/telemetry' }))).toBe('compatible placeholderRenamed')
  expect(verdict(channel('level', { address: '00002a19-0000-1000-8000-00805f9b34fb' }))).toBe(
    'compatible placeholderRenamed',
  )
  expect(verdict(channel('level', { service: '180A' }))).toBe('breaking service')
  expect(verdict(channel('image', { method: 'POST' }))).toBe('breaking method')
  expect(verdict(channel('telemetry', { direction: 'cloudToDevice' }))).toBe('breaking channelDirection')
  expect(verdict(channel('telemetry', { transport: 'files' }))).toBe('breaking channelTransport')
  expect([verdict(channel('telemetry', { qos: 0 })), back(channel('telemetry', { qos: 0 }))]).toEqual([
    'breaking qosLowered',
    'compatible qosRaised',
  ])
  const purpose = { ...telemetry.purpose, zh: '测量值' }
  expect(verdict(channel('telemetry', { purpose }))).toBe('compatible wordsChanged')
})

test('bounds of size and rate bind whoever writes', () => {
  expect([verdict(channel('telemetry', { maxBytes: 512 })), back(channel('telemetry', { maxBytes: 512 }))]).toEqual([
    'breaking sizeLowered',
    'compatible sizeRaised',
  ])
  expect([verdict(channel('commands', { maxBytes: null })), back(channel('commands', { maxBytes: null }))]).toEqual([
    'breaking sizeRaised',
    'compatible sizeLowered',
  ])
  expect(verdict(channel('telemetry', { maxPerHour: null }))).toBe('compatible rateRaised')
})

test('devices keep who they are and how they are updated', () => {
  const identity = (change: Partial<CloudContract['identity']>) =>
    verdict({ ...sample, identity: { ...sample.identity, ...change } })
  expect(identity({ scheme: 'sharedKey' })).toBe('breaking identityScheme')
  expect(identity({ keysMadeIn: 'device' })).toBe('compatible keyOrigin')
  expect(identity({ provisioning: 'justInTime' })).toBe('breaking provisioning')
  expect(identity({ identifier: { kind: 'uuid', pattern: '.*' } })).toBe('breaking identifierKind identifierPattern')
  const ota = (change: object) => verdict({ ...sample, ota: sample.ota && { ...sample.ota, ...change } })
  expect([verdict({ ...sample, ota: null }), back({ ...sample, ota: null })]).toEqual([
    'breaking otaRemoved',
    'compatible otaAdded',
  ])
  expect(ota({ channel: 'commands' })).toBe('breaking otaChannel')
  expect(ota({ protocol: 'mqttBlocks', imageFormat: 'espIdf', signature: 'ecdsaP256' })).toBe(
    'breaking otaProtocol otaImageFormat otaSignature',
  )
  expect(ota({ rollbackProtection: 'none' })).toBe('breaking otaRollback')
  expect(ota({ rollbackProtection: 'fuseCounter' })).toBe('compatible otaRollback')
  expect(ota({ chunkBytes: 8_192 })).toBe('breaking otaChunkRaised')
  expect(ota({ maxImageBytes: 500_000 })).toBe('compatible otaImageLowered')
})

test('any part of contracts may come and go: it never throws, and what breaks one way is told where', () => {
  const subset = fc.record({
    transports: fc.subarray(sample.transports),
    channels: fc.subarray(sample.channels),
    ota: fc.constantFrom(sample.ota, null),
    version: fc.constant('1.0.0'),
    identity: fc.constant(sample.identity),
  })
  fc.assert(
    fc.property(subset, subset, (one, other) => {
      const [there, home] = [compareContracts(one, other), compareContracts(other, one)]
      expect(home.reasons.map(({ path }) => path).toSorted()).toEqual(there.reasons.map(({ path }) => path).toSorted())
      expect(compareContracts(one, one)).toEqual({ level: 'identical', reasons: [] })
      expect(there.level === 'breaking').toBe(there.reasons.some(({ breaking }) => breaking))
    }),
  )
})

test('any two payloads are compared, never thrown at', () => {
  const text = fc.oneof(
    fc.json({ maxDepth: 4 }),
    fc.constantFrom('{"$ref":"#"}', '{"type":"object"}', 'true', '{"items":false}'),
  )
  const words = fc.array(
    fc.constantFrom(
      'message M {',
      '}',
      'int32 a = 1;',
      'repeated M b = 2;',
      'oneof k {',
      'reserved 1;',
      'enum E { A = 0; }',
      'E e = 3;',
    ),
  )
  const payload = fc.oneof(
    text.map((schema) => ({ format: 'jsonSchema', schema }) as const),
    words.map((parts) => proto(`syntax = "proto3"; message M { ${parts.join(' ')} }`, 'M')),
  )
  fc.assert(
    fc.property(payload, payload, (one, other) => {
      expect(payloadChanges(one, one, '/p')).toEqual([])
      expect(payloadChanges(one, other, '/p').every(({ path }) => path.startsWith('/p'))).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('every change and every ground has a sentence in both languages', () => {
  for (const { contract } of [en, zh]) {
    expect(Object.keys(contract.change).toSorted()).toEqual([...changeCodes].toSorted())
    expect(Object.keys(contract.because).toSorted()).toEqual([...becauses].toSorted())
  }
})
