import type { IncomingMessage, ServerResponse } from 'node:http'
import { refuse } from './answer'

type Waiting = { res: ServerResponse; seen: number; since: number }

const minimumBytes = 1024
const window = 30_000

/**
 * Ends requests whose body trickles: fewer than 1 KiB in 30 seconds. Node's own limit counts the whole request, which
 * would cut an honest upload over a slow line.
 */
export function watchSlowBodies(now: () => number = Date.now) {
  const waiting = new Map<IncomingMessage, Waiting>()
  const sweep = () => {
    for (const [req, entry] of waiting) {
      if (req.complete || req.destroyed) waiting.delete(req)
      else if (now() - entry.since >= window) {
        const read = req.socket.bytesRead
        if (read - entry.seen < minimumBytes) end(req, entry)
        else waiting.set(req, { ...entry, seen: read, since: now() })
      }
    }
  }
  const end = (req: IncomingMessage, { res }: Waiting) => {
    waiting.delete(req)
    refuse(res, 408, 'common.uploadTooSlow')
    res.once('close', () => req.destroy())
    setTimeout(() => req.destroy(), 1_000).unref()
  }
  const timer = setInterval(sweep, 5_000)
  timer.unref()
  return {
    add: (req: IncomingMessage, res: ServerResponse) => {
      if (!req.complete) waiting.set(req, { res, seen: req.socket.bytesRead, since: now() })
    },
    sweep,
    stop: () => clearInterval(timer),
  }
}
