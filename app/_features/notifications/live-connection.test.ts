import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connectLive, type LiveMessage } from './live-connection'
import { belongsTo, staleAfterAll } from './live-invalidation'

type Handlers = Parameters<Parameters<typeof connectLive>[0]['subscribe']>[1]
const message = (id: string, type = 'threads.replied'): LiveMessage => ({
  id,
  data: { type, productId: null, subject: {} },
})

function line(from = '0') {
  const opened: { from: string | undefined; handlers: Handlers; closed: boolean }[] = []
  const heard: string[] = []
  const states: string[] = []
  let ended = 0
  const live = connectLive({
    from,
    subscribe: (asked, handlers) => {
      const stream = { from: asked, handlers, closed: false }
      opened.push(stream)
      return { unsubscribe: () => void (stream.closed = true) }
    },
    onMessage: ({ id }) => heard.push(id),
    onState: (state) => states.push(state),
    onEnded: () => ended++,
  })
  const now = () => {
    const stream = opened.at(-1)
    if (!stream) throw new Error('nothing was opened')
    return stream
  }
  return { live, opened, heard, states, now, ended: () => ended }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a stream that fails is opened again from the last event, after pauses that grow', () => {
  const { opened, heard, now, states } = line()
  now().handlers.onStarted()
  now().handlers.onData(message('7'))
  now().handlers.onError(new Error('gone'))
  vi.advanceTimersByTime(999)
  expect(opened).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(now().from).toBe('7')
  now().handlers.onError(new Error('gone'))
  vi.advanceTimersByTime(1_999)
  expect(opened).toHaveLength(2)
  vi.advanceTimersByTime(1)
  now().handlers.onStarted()
  now().handlers.onData(message('8'))
  expect([opened.length, heard]).toEqual([3, ['7', '8']])
  expect(states).toEqual(['connecting', 'connected', 'waiting', 'connecting', 'waiting', 'connecting', 'connected'])
})

test('what was heard already is not said again, except that everything must be asked anew', () => {
  const { heard, now } = line('10')
  for (const each of [
    message('9'),
    message('10'),
    message('11'),
    message('11'),
    message('3', 'live.reset'),
    message('4'),
  ]) {
    now().handlers.onData(each)
  }
  expect(heard).toEqual(['11', '3', '4'])
})

test('a refusal or the end of the session is final', () => {
  for (const code of ['UNAUTHORIZED', 'FORBIDDEN']) {
    const { opened, now, ended } = line()
    now().handlers.onError({ data: { code } })
    vi.advanceTimersByTime(600_000)
    expect([opened.length, ended()]).toEqual([1, 1])
  }
  const { opened, now, ended } = line()
  now().handlers.onComplete()
  vi.advanceTimersByTime(600_000)
  expect([opened.length, ended()]).toEqual([1, 1])
})

test('a stream that made room for newer ones comes back after the longest pause, from where it was', () => {
  const { opened, now, ended, states } = line()
  now().handlers.onStarted()
  now().handlers.onData(message('7'))
  now().handlers.onError({ data: { code: 'TOO_MANY_REQUESTS' } })
  vi.advanceTimersByTime(29_999)
  expect([opened.length, ended(), states.at(-1)]).toEqual([1, 0, 'waiting'])
  vi.advanceTimersByTime(1)
  expect([opened.length, now().from]).toEqual([2, '7'])
})

test('stopped, it stays stopped', () => {
  const { live, opened, now, ended } = line()
  now().handlers.onError(new Error('gone'))
  live.stop()
  vi.advanceTimersByTime(600_000)
  now().handlers.onComplete()
  expect([opened.length, ended(), now().closed]).toEqual([1, 0, true])
})

test('events make old what they may have changed, and access makes everything old', () => {
  const stale = staleAfterAll([{ type: 'threads.replied' }, { type: 'boms.imported' }])
  expect(belongsTo(stale, [['threads', 'getThread'], {}])).toBe(true)
  expect(belongsTo(stale, [['boms', 'lines'], {}])).toBe(true)
  // What a gate looks up by itself changes with them.
  expect(belongsTo(stale, [['gates', 'getGate'], {}])).toBe(true)
  expect(belongsTo(stale, [['notifications', 'countUnread'], {}])).toBe(false)
  for (const type of ['products.partnerRevoked', 'orgs.memberRemoved', 'live.reset', 'unheard.of']) {
    expect(belongsTo(staleAfterAll([{ type: 'threads.replied' }, { type }]), [['audit', 'listEntries']])).toBe(true)
  }
})
