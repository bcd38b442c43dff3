import { expect, test } from 'vitest'
import { sample } from '@/server/domains/specs/contracts/fixtures/sample'
import { checkContract } from '@/server/domains/specs/contracts/checks'
import {
  addChannel,
  changeChannel,
  changeTransport,
  duplicateChannel,
  freeName,
  moved,
  toContract,
  toDraft,
  transportAs,
} from './draft'

const draft = toDraft(sample)
const keyOf = (id: string) => [...draft.transports, ...draft.channels].find((item) => item.id === id)?.key ?? ''
const channel = (id: string) => {
  const found = draft.channels.find((each) => each.id === id)
  if (!found) throw new Error(id)
  return found
}

test('a draft is the contract again', () => {
  expect(toContract(draft)).toEqual(sample)
})

test('a renamed transport keeps its channels, a renamed channel its updates', () => {
  const [broker] = draft.transports
  if (!broker) throw new Error('no transport')
  const renamed = changeTransport(draft, broker.key, { ...broker, id: 'cloud' })
  expect(checkContract(toContract(renamed))).toEqual([])
  const updated = changeChannel(draft, keyOf('update'), { ...channel('update'), id: 'firmware' })
  expect(updated.ota?.channel).toBe('firmware')
})

test('channels fit the transport they are given', () => {
  const overPhone = changeChannel(draft, keyOf('telemetry'), { ...channel('telemetry'), transport: 'phone' })
  expect(overPhone.channels[0]).toMatchObject({ method: 'notify', qos: null, service: '' })
  const asPath = changeTransport(draft, keyOf('broker'), transportAs('https', 'broker', 'api.example.com'))
  expect(asPath.channels.slice(0, 2)).toMatchObject([
    { method: 'POST', qos: null },
    { method: 'GET', qos: null },
  ])
})

test('a copy stands behind its original under a name of its own', () => {
  const { draft: twice } = duplicateChannel(draft, keyOf('telemetry'))
  expect(twice.channels.slice(0, 3).map(({ id }) => id)).toEqual(['telemetry', 'telemetry-2', 'commands'])
  expect(freeName('telemetry-2', twice.channels)).toBe('telemetry-3')
  expect(addChannel(draft, 'zh').draft.channels.at(-1)?.purpose.source).toBe('zh')
})

test('items move within the list and not out of it', () => {
  const ids = (by: -1 | 1, id: string) => moved(draft.channels, keyOf(id), by).map((each) => each.id)
  expect(ids(1, 'telemetry').slice(0, 2)).toEqual(['commands', 'telemetry'])
  expect(ids(-1, 'telemetry')[0]).toBe('telemetry')
  expect(ids(1, 'level').at(-1)).toBe('level')
})
