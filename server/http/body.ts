import type { IncomingMessage } from 'node:http'
import { Transform, type Readable } from 'node:stream'

/** The sender wrote more than the route takes. */
export class BodyTooLarge extends Error {
  constructor(readonly maxBytes: number) {
    super(`more than ${maxBytes} bytes`)
    this.name = 'BodyTooLarge'
  }
}

/** The size a request announces, or null where it does not (chunked). */
export function announcedSize(req: IncomingMessage): number | null {
  const header = req.headers['content-length']
  if (header !== undefined) return Number(header)
  return req.headers['transfer-encoding'] === undefined ? 0 : null
}

/** The body as a stream that fails with BodyTooLarge at the first byte past the limit. */
export function limitedBody(req: IncomingMessage, maxBytes: number): Readable {
  let size = 0
  const limit = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length
      done(size > maxBytes ? new BodyTooLarge(maxBytes) : null, chunk)
    },
  })
  // Whoever reads is told; until somebody does, an end before its time must not end the process.
  limit.on('error', () => undefined)
  req.once('error', (error) => limit.destroy(error))
  req.once('aborted', () => limit.destroy(new Error('request aborted')))
  if (req.destroyed && !req.complete) limit.destroy(new Error('request aborted'))
  return req.pipe(limit)
}

/** The whole body in memory, for small ones. Throws BodyTooLarge. */
export async function readBody(req: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of limitedBody(req, maxBytes)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
