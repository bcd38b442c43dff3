import { wire } from '@/app/_lib/wire'
import type { LiveEvent } from '@/server/trpc/live'
import type { LiveHandlers } from './live-connection'

/**
 * Opens the event stream of `live.events` from an event on. It speaks the library's server-sent events itself: the
 * library's own reader comes with half its server, and every page would carry that. A stream silent for longer than the
 * server promised (`reconnectAfterInactivityMs`) counts as lost.
 */
export function openLiveStream(from: string, handlers: LiveHandlers): { unsubscribe: () => void } {
  const input = `?input=${encodeURIComponent(JSON.stringify(wire.serialize({ lastEventId: from })))}`
  const source = new EventSource(`/api/trpc/live.events${input}`)
  let patience: number | undefined
  let silence: ReturnType<typeof setTimeout> | undefined

  const close = () => {
    clearTimeout(silence)
    source.close()
  }
  const fail = (error: unknown) => {
    close()
    handlers.onError(error)
  }
  const heard = () => {
    clearTimeout(silence)
    if (patience !== undefined) silence = setTimeout(() => fail(new Error('the stream fell silent')), patience)
  }
  const on = (type: string, act: (data: string, id: string) => void) =>
    source.addEventListener(type, (event) => {
      heard()
      if (event instanceof MessageEvent) act(String(event.data), event.lastEventId)
    })

  on('connected', (data) => {
    patience = patienceOf(JSON.parse(data))
    heard()
    handlers.onStarted()
  })
  on('ping', () => undefined)
  on('message', (sent, id) => {
    const data = wire.deserialize(JSON.parse(sent))
    if (isLiveEvent(data)) handlers.onData({ id, data })
  })
  on('serialized-error', (data) => fail(wire.deserialize(JSON.parse(data))))
  on('return', () => {
    close()
    handlers.onComplete()
  })
  source.addEventListener('error', (event) => {
    if (source.readyState === EventSource.CLOSED) fail(event)
    else handlers.onConnecting()
  })
  return { unsubscribe: close }
}

function patienceOf(options: unknown): number | undefined {
  if (typeof options !== 'object' || options === null || !('reconnectAfterInactivityMs' in options)) return undefined
  return Number(options.reconnectAfterInactivityMs) || undefined
}

const isLiveEvent = (data: unknown): data is LiveEvent =>
  typeof data === 'object' && data !== null && 'type' in data && typeof data.type === 'string'
