import { expect, test } from 'vitest'
import type { Reason } from '@/server/domains/specs/contracts/changes'
import type { CloudContract } from '@/server/domains/specs/contracts/contract'
import { channelOf, groupReasons } from './groups'

const reason = (path: string, breaking = false): Reason => ({
  code: 'address',
  params: {},
  path,
  breaking,
  wordsOnly: false,
  because: breaking ? 'connection' : null,
})
const channels = (given: Readonly<Record<string, 'deviceToCloud' | 'cloudToDevice'>>) => ({
  channels: Object.entries(given).map(([id, direction]) => ({ id, direction })) as unknown as CloudContract['channels'],
})

test('changes stand by the direction of their channel, with the verdict of each', () => {
  const [up, down, gone, host] = [
    reason('/channels/telemetry/payload/schema', true),
    reason('/channels/command/qos'),
    reason('/channels/old', true),
    reason('/transports/broker/host'),
  ]
  const from = channels({ telemetry: 'deviceToCloud', command: 'cloudToDevice', old: 'cloudToDevice' })
  const to = channels({ telemetry: 'deviceToCloud', command: 'cloudToDevice' })
  expect(groupReasons([host, up, down, gone], from, to)).toEqual([
    { kind: 'deviceToCloud', level: 'breaking', reasons: [up] },
    { kind: 'cloudToDevice', level: 'breaking', reasons: [down, gone] },
    { kind: 'meeting', level: 'compatible', reasons: [host] },
  ])
  expect(groupReasons([], from, to)).toEqual([])
})

test('a channel is found behind the escapes of a pointer', () => {
  expect(channelOf({ path: '/channels/a~1b~0c/address' })).toBe('a/b~c')
  expect(channelOf({ path: '/ota' })).toBeNull()
})
