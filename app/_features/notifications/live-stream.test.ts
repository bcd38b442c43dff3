import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { wire } from '@/app/_lib/wire'
import { openLiveStream } from './live-stream'

/** The browser's event source, its line in the hands of the test. */
class Line extends EventTarget {
  static readonly CLOSED = 2
  static opened: Line[] = []
  readyState = 0
  constructor(readonly url: string) {
    super()
    Line.opened.push(this)
  }
  close = () => void (this.readyState = Line.CLOSED)
  say = (type: string, data: string, lastEventId = '') =>
    this.dispatchEvent(new MessageEvent(type, { data, lastEventId }))
  cut = (forGood: boolean) => {
    if (forGood) this.readyState = Line.CLOSED
    this.dispatchEvent(new Event('error'))
  }
}

beforeEach(() => {
  Line.opened = []
  vi.stubGlobal('EventSource', Line)
  vi.useFakeTimers()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function open(from = '0') {
  const told: unknown[] = []
  const stream = openLiveStream(from, {
    onStarted: () => told.push('started'),
    onData: (message) => told.push(message),
    onError: (error) => told.push({ error }),
    onComplete: () => told.push('complete'),
    onConnecting: () => told.push('connecting'),
  })
  const [line] = Line.opened
  if (!line) throw new Error('nothing was opened')
  return { stream, line, told }
}

const event = { type: 'threads.replied', productId: null, subject: { threadId: 'thr_1' } }
const sent = (value: unknown) => JSON.stringify(wire.serialize(value))

test('asks from the last event on, and passes on what arrives with its number', () => {
  const { line, told } = open('41')
  const input = new URL(line.url, 'http://here').searchParams.get('input') ?? ''
  expect(wire.deserialize(JSON.parse(input))).toEqual({ lastEventId: '41' })
  line.say('connected', '{}')
  line.say('ping', '')
  line.say('message', sent(event), '42')
  expect(told).toEqual(['started', { id: '42', data: event }])
  expect(open().line.url).toContain('/api/trpc/live.events')
})

test('a refusal is told as the server worded it, and the stream is closed', () => {
  const { line, told } = open()
  const refusal = { message: 'common.tooManyStreams', code: -32029, data: { code: 'TOO_MANY_REQUESTS' } }
  line.say('serialized-error', sent(refusal))
  expect(told).toEqual([{ error: refusal }])
  expect(line.readyState).toBe(Line.CLOSED)
})

test('a cut line is left to the browser, one that cannot be opened again is an error', () => {
  const { line, told } = open()
  line.cut(false)
  expect(told).toEqual(['connecting'])
  line.cut(true)
  expect(told).toHaveLength(2)
  expect(told.at(-1)).toHaveProperty('error')
})

test('a stream that falls silent for longer than promised is lost', () => {
  const { line, told } = open()
  line.say('connected', JSON.stringify({ reconnectAfterInactivityMs: 30_000 }))
  vi.advanceTimersByTime(29_999)
  line.say('ping', '')
  vi.advanceTimersByTime(29_999)
  expect(told).toEqual(['started'])
  vi.advanceTimersByTime(1)
  expect(told.at(-1)).toHaveProperty('error')
  expect(line.readyState).toBe(Line.CLOSED)
})

test('the end of the stream and leaving it close the line and stop the clock', () => {
  const { line, told } = open()
  line.say('connected', JSON.stringify({ reconnectAfterInactivityMs: 30_000 }))
  line.say('return', '')
  expect(told).toEqual(['started', 'complete'])
  vi.advanceTimersByTime(60_000)
  expect(told).toHaveLength(2)
  const other = open()
  other.stream.unsubscribe()
  expect(Line.opened.at(-1)?.readyState).toBe(Line.CLOSED)
})
