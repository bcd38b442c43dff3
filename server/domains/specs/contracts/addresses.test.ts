import { expect, test } from 'vitest'
import { addressFindings, fullUuid, isUuid, placeholdersOf, shapeOf, spellings } from './addresses'
import type { TransportKind } from './contract'

const codes = (kind: TransportKind, ...addresses: string[]) =>
  addresses.map((address) => addressFindings(kind, address)[0]?.code ?? 'fine')

test('topics name one place in full', () => {
  expect(codes('mqtt', 'a', '$aws/things/{thingName}/shadow/update', '设备/{deviceId}/上报')).toEqual([
    'fine',
    'fine',
    'fine',
  ])
  expect(codes('mqtt', 'a/+/b', 'a/#')).toEqual(['topicWildcard', 'topicWildcard'])
  expect(codes('mqtt', '/a', 'a//b', 'a/')).toEqual(['topicEmptyLevel', 'topicEmptyLevel', 'topicEmptyLevel'])
  expect(codes('mqtt', 'a b', 'a\0b', 'a\u200bb')).toEqual(['addressCharacter', 'addressCharacter', 'addressCharacter'])
  expect(codes('mqtt', 'é'.repeat(128), 'é'.repeat(129))).toEqual(['fine', 'addressTooLong'])
})

test('paths are paths', () => {
  expect(codes('https', '/', '/v1/devices/{deviceId}/state', '/v1/', "/a-b_c~d!$&'()*,;=:@%20")).toEqual([
    'fine',
    'fine',
    'fine',
    'fine',
  ])
  expect(codes('coap', 'state', '/a//b', '/a/../b', '/./a')).toEqual([
    'pathStart',
    'pathSegment',
    'pathSegment',
    'pathSegment',
  ])
  expect(codes('https', '/a?b=1', '/a#b', '/a b', '/a%2', '/状态')).toEqual([
    'pathQuery',
    'pathQuery',
    'addressCharacter',
    'addressCharacter',
    'addressCharacter',
  ])
})

test('characteristics are UUIDs, and two spellings of one are equal', () => {
  expect(codes('ble', '2A6E', '6e400003-b5a3-f393-e0a9-e50e24dcca9e')).toEqual(['fine', 'fine'])
  expect(codes('ble', '0x2A6E', '2A6', '6e400003b5a3f393e0a9e50e24dcca9e', '{uuid}')).toEqual([
    'uuid',
    'uuid',
    'uuid',
    'placeholderNotHere',
  ])
  expect(fullUuid('2A6E')).toBe(fullUuid('00002A6E-0000-1000-8000-00805F9B34FB'))
  expect(isUuid('2a6e')).toBe(true)
})

test('placeholders are whole, stand once, and are told from their names', () => {
  expect(codes('mqtt', 'a/{b', 'a/{}', 'a/{1}', 'a/{b c}', '{a}/{a}')).toEqual([
    ...Array.from({ length: 4 }, () => 'placeholderBroken'),
    'placeholderTwice',
  ])
  expect(placeholdersOf('{region}/x/{deviceId}')).toEqual(['region', 'deviceId'])
  expect(shapeOf('{region}/x/{deviceId}')).toBe('{}/x/{}')
  expect(spellings(['{deviceId}', '{region}/{DeviceID}', '{device_id}', '{deviceId}'])).toEqual([
    { first: 'deviceId', second: 'DeviceID' },
    { first: 'deviceId', second: 'device_id' },
  ])
})
