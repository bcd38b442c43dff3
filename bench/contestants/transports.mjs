// One procedure, one process, one port: answered by tRPC's adapter beside Next, and through a route handler of Next.
import { createServer } from 'node:http'
import { initTRPC } from '@trpc/server'
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import next from 'next'

const t = initTRPC.create()
const router = t.router({ hello: t.procedure.query(() => ({ hello: 'world' })) })
const app = next({ dev: false, dir: process.env.BENCH_NEXT, hostname: 'localhost', port: Number(process.env.PORT) })
await app.prepare()
const pages = app.getRequestHandler()

createServer((req, res) => {
  if (!req.url.startsWith('/beside/')) return pages(req, res)
  const path = req.url.slice('/beside/'.length).split('?')[0]
  return nodeHTTPRequestHandler({ req, res, path, router, createContext: () => ({}) })
}).listen(Number(process.env.PORT), '127.0.0.1')
