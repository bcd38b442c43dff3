import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LiveMessage } from './live-connection'
import { leadAmongTabs } from './tab-leader'

/** Tabs of one browser: what one posts the others hear, and one at a time holds the lock. */
const channels = new Set<FakeChannel>()
let turns: (() => Promise<void>)[] = []

class FakeChannel {
  onmessage: ((event: { data: unknown }) => void) | null = null
  constructor(readonly name: string) {
    channels.add(this)
  }
  postMessage(data: unknown) {
    for (const each of [...channels]) if (each !== this && each.name === this.name) each.onmessage?.({ data })
  }
  close() {
    channels.delete(this)
  }
}

beforeEach(() => {
  turns = []
  let busy = Promise.resolve()
  const request = (_: string, __: unknown, work: () => Promise<void> | undefined) => {
    turns.push(async () => work())
    const mine = busy.then(() => turns.shift()?.())
    busy = mine
    return mine
  }
  vi.stubGlobal('navigator', { locks: { request } })
  vi.stubGlobal('window', { BroadcastChannel: FakeChannel })
  vi.stubGlobal('BroadcastChannel', FakeChannel)
})
afterEach(() => {
  vi.unstubAllGlobals()
  channels.clear()
})

function tab(from: string) {
  const heard: string[] = []
  const led: string[] = []
  let say: (message: LiveMessage) => void = () => undefined
  const { stop } = leadAmongTabs({
    scope: 'ann',
    from,
    onMessage: ({ id, data }) => heard.push(`${id} ${data.type}`),
    onState: () => undefined,
    lead: (told) => {
      led.push(told.from)
      say = told.onMessage
      told.onState('connected')
      return { stop: () => undefined }
    },
  })
  return {
    heard,
    led,
    stop,
    say: (id: string) => say({ id, data: { type: 'threads.replied', productId: null, subject: {} } }),
  }
}
const turn = () => new Promise((resolve) => setTimeout(resolve))

test('one tab leads from where its page is, passes on what it hears, and the next goes on from there', async () => {
  const [first, second] = [tab('5'), tab('5')]
  await turn()
  first.say('6')
  expect([first.led, second.led]).toEqual([['5'], []])
  expect([first.heard, second.heard]).toEqual([['6 threads.replied'], ['6 threads.replied']])
  first.stop()
  await turn()
  expect(second.led).toEqual(['6'])
})

test('a tab asks for everything anew exactly where the others have heard more than its page shows', async () => {
  const first = tab('5')
  await turn()
  first.say('8')
  const [older, fresh] = [tab('7'), tab('8')]
  await turn()
  expect([older.heard, fresh.heard]).toEqual([['8 live.reset'], []])
  first.say('9')
  expect([older.heard, fresh.heard]).toEqual([['8 live.reset', '9 threads.replied'], ['9 threads.replied']])
})
