import fc from 'fast-check'
import { expect, test } from 'vitest'
import en from '@/locales/en/specs.json'
import zh from '@/locales/zh/specs.json'
import type { Channel, CloudContract } from './contract'
import { sample, withChannel } from './fixtures/sample'
import { problemCodes } from './problems'
import { readContract } from './schema'
import { validateContract } from './validate'

const found = (value: unknown): string[] => {
  const result = validateContract(value)
  return result.ok ? [] : result.problems.map(({ code, path }) => `${code} ${path}`)
}
const channel = (id: string, change: Partial<Channel>) => found(withChannel(id, change))

test('a right contract is right, and survives being stored', () => {
  expect(found(sample)).toEqual([])
  expect(readContract(JSON.parse(JSON.stringify(sample)))).toEqual(sample)
  expect(() => readContract({ version: '1.0.0' })).toThrow()
})

test('what is not shaped like a contract is told where', () => {
  expect(found(null)).toEqual(['shape '])
  expect(found({ ...sample, version: '1.2' })).toEqual(['version /version'])
  expect(found({ ...sample, transports: [{ kind: 'fax' }] })).toEqual(['shape /transports/0/kind'])
  expect(channel('telemetry', { maxBytes: 1.5 })).toEqual(['shape /channels/0/maxBytes'])
  expect(found({ ...sample, channels: Array.from({ length: 101 }, () => sample.channels[0]) })).toEqual([
    'shape /channels',
  ])
  expect(found({ ...sample, channels: 'x'.repeat(1_000_000) })).toEqual(['shape /channels'])
})

test('names and addresses are used once', () => {
  const twin = (change: Partial<Channel>): CloudContract => ({
    ...sample,
    channels: [
      ...sample.channels,
      ...sample.channels.filter(({ id }) => id === 'telemetry').map((each) => ({ ...each, ...change })),
    ],
  })
  expect(found(twin({ address: 'other/{deviceId}' }))).toEqual(['duplicateId /channels/6/id'])
  expect(found(twin({ id: 'again' }))).toEqual(['duplicateAddress /channels/6/address'])
  expect(found(twin({ id: 'again', address: 'devices/{serial}/telemetry' }))).toEqual([
    'duplicateAddress /channels/6/address',
  ])
  expect(found(twin({ id: 'again', direction: 'cloudToDevice' }))).toEqual([])
  expect(channel('level', { transport: 'nowhere' })).toEqual(['unknownTransport /channels/5/transport'])
})

test('each transport has its own way to say what is done', () => {
  expect(channel('telemetry', { method: 'GET' })).toEqual(['methodUnknown /channels/0/method'])
  expect(channel('image', { method: null })).toEqual(['methodMissing /channels/3/method'])
  expect(channel('image', { method: 'OBSERVE' })).toEqual(['methodUnknown /channels/3/method'])
  expect(channel('state', { method: 'OBSERVE' })).toEqual([])
  expect(channel('telemetry', { qos: 2 })).toEqual(['qosTooHigh /channels/0/qos'])
  expect(channel('telemetry', { qos: null })).toEqual(['qosMissing /channels/0/qos'])
  expect(channel('image', { qos: 0 })).toEqual(['qosNotHere /channels/3/qos'])
  expect(channel('level', { service: null })).toEqual(['serviceMissing /channels/5/service'])
  expect(channel('level', { service: '18' })).toEqual(['uuid /channels/5/service'])
  expect(channel('image', { service: '180F' })).toEqual(['serviceNotHere /channels/3/service'])
})

test('placeholders are spelled one way', () => {
  expect(channel('commands', { address: 'devices/{device_id}/commands' })).toEqual([
    'placeholderSpelling /channels/1/address',
  ])
})

test('an identifier and an update can be found', () => {
  const identity = { ...sample.identity, identifier: { ...sample.identity.identifier, pattern: '[A-' } }
  expect(found({ ...sample, identity })).toEqual(['identifierPattern /identity/identifier/pattern'])
  const { ota } = sample
  expect(found({ ...sample, ota: { ...ota, channel: 'none' } })).toEqual(['otaChannel /ota/channel'])
  expect(found({ ...sample, ota: { ...ota, channel: 'telemetry' } })).toEqual(['otaDirection /ota/channel'])
  expect(found({ ...withoutBle(), ota: { ...ota, protocol: 'bleDfu' } })).toEqual(['otaTransport /ota/protocol'])
  expect(found({ ...sample, ota: null })).toEqual([])
})
const withoutBle = (): CloudContract => ({
  ...sample,
  transports: sample.transports.filter(({ kind }) => kind !== 'ble'),
  channels: sample.channels.filter(({ transport }) => transport !== 'phone'),
})

test('the schema of a payload is read, and the message must be in it', () => {
  expect(channel('telemetry', { payload: { format: 'jsonSchema', schema: '{"type":"objec"}' } })).toEqual([
    'schemaValue /channels/0/payload/schema',
  ])
  const schema = 'syntax = "proto3"; message A {}'
  expect(channel('telemetry', { payload: { format: 'protobuf', schema, message: 'B' } })).toEqual([
    'protoMessage /channels/0/payload/message',
  ])
  expect(channel('telemetry', { payload: { format: 'protobuf', schema: 'message', message: 'B' } })).toEqual([
    'protoVersion /channels/0/payload/schema',
  ])
})

test('all schemas together are bounded', () => {
  const schema = JSON.stringify({ description: 'x'.repeat(65_000) })
  const [first] = sample.channels
  const channels = Array.from({ length: 9 }, (_, at) => ({
    ...first,
    id: `c${at}`,
    address: `a/${at}`,
    payload: { format: 'jsonSchema', schema },
  }))
  expect(found({ ...sample, channels, ota: null })).toEqual(['schemasTooLarge /channels'])
})

test('anything at all is answered, never thrown', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(validateContract(value).ok).toBe(false)
    }),
  )
})

test('every problem has a sentence in both languages', () => {
  for (const texts of [en, zh])
    expect(Object.keys(texts.contract.problem).toSorted()).toEqual([...problemCodes].toSorted())
})
