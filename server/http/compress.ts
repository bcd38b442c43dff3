import type { IncomingMessage, ServerResponse } from 'node:http'
import { createGzip, type Gzip } from 'node:zlib'

const worthwhile = 1024

/**
 * Compresses JSON answers of a kilobyte or more as they are written. Event streams and files pass untouched. The pages
 * bring compression of their own, and a reverse proxy may do better still.
 */
export function compressJson(req: IncomingMessage, res: ServerResponse): void {
  if (!/\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''))) return
  res.setHeader('vary', 'accept-encoding')
  const write = res.write.bind(res)
  const end = res.end.bind(res)
  let gzip: Gzip | null | undefined

  const choose = (first: unknown): Gzip | null => {
    if (gzip !== undefined) return gzip
    const size = typeof first === 'string' || first instanceof Uint8Array ? first.length : 0
    const json = /^application\/json/.test(String(res.getHeader('content-type') ?? ''))
    if (!json || size < worthwhile || res.headersSent || res.hasHeader('content-encoding')) return (gzip = null)
    res.setHeader('content-encoding', 'gzip')
    res.removeHeader('content-length')
    gzip = createGzip({ level: 5 })
    gzip.on('data', (chunk: Buffer) => write(chunk))
    gzip.on('end', () => end())
    res.once('close', () => gzip?.destroy())
    return gzip
  }

  res.write = (chunk: string | Uint8Array, ...rest: never[]) => {
    const stream = choose(chunk)
    if (!stream) return write(chunk, ...rest)
    stream.write(chunk)
    // A batch that answers piece by piece must arrive piece by piece.
    stream.flush()
    return true
  }
  res.end = (...args: never[]) => {
    const [chunk] = args
    const stream = gzip ?? (chunk === undefined ? null : choose(chunk))
    if (!stream) return end(...args)
    if (typeof chunk === 'string' || (chunk as unknown) instanceof Uint8Array) stream.end(chunk)
    else stream.end()
    return res
  }
}
