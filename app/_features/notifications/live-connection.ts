import type { LiveEvent } from '@/server/trpc/live'

export type LiveState = 'connecting' | 'connected' | 'waiting'
/** One message of the stream; `id` is where to go on from. */
export type LiveMessage = Readonly<{ id: string; data: LiveEvent }>

export type LiveHandlers = Readonly<{
  onStarted: () => void
  onData: (message: LiveMessage) => void
  /** The stream is over; what the server said of it, where it said something. */
  onError: (error: unknown) => void
  onComplete: () => void
  /** The line was cut and the browser opens it again. */
  onConnecting: () => void
}>
type Subscribe = (from: string, handlers: LiveHandlers) => { unsubscribe: () => void }

type Options = Readonly<{
  subscribe: Subscribe
  onMessage: (message: LiveMessage) => void
  onState: (state: LiveState) => void
  /** The server ended the stream: signed out, removed, or the session is over. */
  onEnded: () => void
  /** The event to go on from. */
  from: string
}>

const longestPauseMs = 30_000

/**
 * Keeps one event stream open. A cut line is reconnected by the browser; a stream that fails for good (a restarting
 * server, a proxy's error page) is opened anew after a growing pause, from the last event that arrived, so nothing is
 * missed and nothing comes twice. One that had to make room for newer ones of the same session takes the longest pause,
 * so that more tabs than may have a stream take turns without hurry.
 */
export function connectLive({ subscribe, onMessage, onState, onEnded, from }: Options): { stop: () => void } {
  let last = from
  let failures = 0
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let open: { unsubscribe: () => void } | undefined

  const connect = () => {
    onState('connecting')
    open = subscribe(last, {
      onStarted: () => {
        failures = 0
        onState('connected')
      },
      onData: (message) => {
        // After a reconnection the server may repeat what was under way.
        if (BigInt(message.id) <= BigInt(last) && message.data.type !== 'live.reset') return
        last = message.id
        onMessage(message)
      },
      onConnecting: () => {
        if (!stopped) onState('connecting')
      },
      onError: (error) => {
        if (stopped) return
        if (isRefused(error)) return onEnded()
        failures++
        onState('waiting')
        const pause = codeOf(error) === 'TOO_MANY_REQUESTS' ? longestPauseMs : 500 * 2 ** Math.min(failures, 6)
        timer = setTimeout(connect, Math.min(longestPauseMs, pause))
      },
      onComplete: () => {
        if (!stopped) onEnded()
      },
    })
  }
  connect()
  return {
    stop: () => {
      stopped = true
      clearTimeout(timer)
      open?.unsubscribe()
    },
  }
}

/** Answered with a refusal, so that trying again would only be refused again. */
const isRefused = (error: unknown): boolean => ['UNAUTHORIZED', 'FORBIDDEN'].includes(codeOf(error))

/** The transport's word for what went wrong; empty where the answer has none. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('data' in error)) return ''
  const { data } = error
  if (typeof data !== 'object' || data === null || !('code' in data)) return ''
  return String(data.code)
}
