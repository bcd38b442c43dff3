import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { IncomingMessage } from 'node:http'
import { existsSync } from 'node:fs'
import { errorCode, OperatorFailure } from '@/db/embedded/failure'
import { refuse } from './answer'
import { watchSlowBodies } from './slow-bodies'

export type HttpServer = Readonly<{
  port: number
  /** Answers with `listener` from now on; until then callers are told to come back. */
  serve(
    listener: RequestListener,
    upgrade: ((req: IncomingMessage, socket: Duplex, head: Buffer) => unknown) | null,
  ): void
  stopping(): boolean
  /**
   * Takes no more connections, ends event streams, and waits for open requests, at most `patience` milliseconds. Resolves
   * once every connection is closed; true if none had to be cut.
   */
  drain(patience: number): Promise<boolean>
}>

/** Binds the port before anything slow happens, so that a taken one is known at once. */
export async function listen(host: string | undefined, port: number): Promise<HttpServer> {
  let listener: RequestListener = (_, res) => {
    res.setHeader('retry-after', '2')
    refuse(res, 503, 'common.starting')
  }
  let draining: Promise<boolean> | null = null
  const open = new Set<ServerResponse>()
  const slow = watchSlowBodies()
  const server = createServer((req, res) => {
    open.add(res)
    res.once('close', () => open.delete(res))
    slow.add(req, res)
    listener(req, res)
  })
  server.requestTimeout = 0
  server.headersTimeout = 30_000
  server.keepAliveTimeout = 65_000
  server.maxHeadersCount = 100

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenFailure(error, host, port)))
    server.listen({ host, port }, resolve)
  })
  const bound = server.address()
  return {
    port: typeof bound === 'object' && bound ? bound.port : port,
    serve: (next, upgrade) => {
      listener = next
      if (upgrade) server.on('upgrade', upgrade)
    },
    stopping: () => draining !== null,
    drain: (patience) =>
      (draining ??= new Promise((resolve) => {
        const closeStreams = () => {
          for (const res of open) if (isEventStream(res)) res.destroy()
          server.closeIdleConnections()
        }
        const sweep = setInterval(closeStreams, 50)
        let cut = false
        const force = setTimeout(() => {
          cut = true
          server.closeAllConnections()
        }, patience)
        server.close(() => {
          clearInterval(sweep)
          clearTimeout(force)
          slow.stop()
          resolve(!cut)
        })
        for (const res of open) if (!res.headersSent) res.setHeader('connection', 'close')
        closeStreams()
      })),
  }
}

/** A stream never ends by itself; its reader reconnects and resumes where it was cut. */
const isEventStream = (res: ServerResponse) =>
  String(res.getHeader('content-type') ?? '').startsWith('text/event-stream')

function listenFailure(error: Error, host: string | undefined, port: number): Error {
  const suggestion = port === 3000 ? 3001 : 3000
  if (errorCode(error) === 'EADDRINUSE') return new OperatorFailure('failures.portTaken', { port, suggestion })
  if (errorCode(error) === 'EACCES') return new OperatorFailure('failures.portForbidden', { port, suggestion })
  if (errorCode(error) === 'EADDRNOTAVAIL' || errorCode(error) === 'ENOTFOUND')
    return new OperatorFailure('failures.addressUnknown', { host: host ?? '' })
  return error
}

/**
 * The address to listen on. The demo, with its published passwords, is for this machine only, unless it runs in a
 * container, whose ports are published on purpose.
 */
export function listenHost(settings: { host: string | undefined; demo: boolean }): string | undefined {
  if (settings.host !== undefined) return settings.host
  const container = existsSync('/.dockerenv') || existsSync('/run/.containerenv')
  return settings.demo && !container ? '127.0.0.1' : undefined
}
