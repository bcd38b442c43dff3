import type { LiveMessage, LiveState } from './live-connection'

type Lead = (options: {
  from: string
  onMessage: (message: LiveMessage) => void
  onState: (state: LiveState) => void
}) => { stop: () => void }

type Options = Readonly<{
  /** Tabs of the same person and organisation share; others do not. */
  scope: string
  /** The newest event this tab may already show. */
  from: string
  lead: Lead
  onMessage: (message: LiveMessage) => void
  onState: (state: LiveState) => void
}>

/** With its state the leading tab says how far it has heard. */
type Shared = Readonly<{ message: LiveMessage } | { state: LiveState; last: string } | { asking: true }>

/**
 * One tab holds the stream and passes on what it hears; when it closes, the browser hands the lock to the next, which
 * goes on from the last event it was passed. A tab that comes when others have heard more than its page shows asks for
 * everything anew. Where the browser has no locks, every tab leads for itself.
 */
export function leadAmongTabs({ scope, from, lead, onMessage, onState }: Options): { stop: () => void } {
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) return lead({ from, onMessage, onState })
  const channel = new BroadcastChannel(scope)
  const waiting = new AbortController()
  let last = from
  let leading: { stop: () => void } | undefined
  let release: (() => void) | undefined
  let current: LiveState = 'connecting'
  let stopped = false

  const tell = (shared: Shared) => channel.postMessage(shared)
  channel.onmessage = ({ data }: MessageEvent<Shared>) => {
    if ('asking' in data) {
      if (leading) tell({ state: current, last })
    } else if ('state' in data) {
      onState(data.state)
      if (BigInt(data.last) > BigInt(last)) {
        last = data.last
        onMessage({ id: last, data: { type: 'live.reset', productId: null, subject: {} } })
      }
    } else {
      last = data.message.id
      onMessage(data.message)
    }
  }
  tell({ asking: true })
  void navigator.locks
    .request(scope, { signal: waiting.signal }, () => {
      if (stopped) return
      leading = lead({
        from: last,
        onMessage: (message) => {
          last = message.id
          onMessage(message)
          tell({ message })
        },
        onState: (state) => {
          current = state
          onState(state)
          tell({ state, last })
        },
      })
      return new Promise<void>((resolve) => (release = resolve))
    })
    // Aborted while waiting for its turn: this tab closed.
    .catch(() => undefined)
  return {
    stop: () => {
      stopped = true
      waiting.abort()
      leading?.stop()
      leading = undefined
      release?.()
      channel.close()
    },
  }
}
