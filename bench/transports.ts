import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@/db/root'
import { clientOf } from './client'
import { throughput } from './rounds'
import { ended, freePort, type Stage } from './stage'

const route = `import { initTRPC } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
const t = initTRPC.create()
const router = t.router({ hello: t.procedure.query(() => ({ hello: 'world' })) })
const handle = (req: Request) => fetchRequestHandler({ endpoint: '/within', req, router, createContext: () => ({}) })
export { handle as GET }
`
const layout = `export default ({ children }: { children: React.ReactNode }) => <html><body>{children}</body></html>
`

/** The smallest Next application that answers a procedure, built beside the product's own output. */
function buildWithin(): string {
  const dir = join(projectRoot(), 'dist', 'bench-next')
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(join(dir, 'app', 'within', '[trpc]'), { recursive: true })
  writeFileSync(join(dir, 'app', 'within', '[trpc]', 'route.ts'), route)
  writeFileSync(join(dir, 'app', 'layout.tsx'), layout)
  writeFileSync(
    join(dir, 'next.config.mjs'),
    `export default { turbopack: { root: ${JSON.stringify(projectRoot())} } }\n`,
  )
  writeFileSync(join(dir, 'package.json'), '{"private":true,"type":"module"}\n')
  const next = join(projectRoot(), 'node_modules', 'next', 'dist', 'bin', 'next')
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  const built = spawnSync(process.execPath, [next, 'build', dir], { env, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`${built.stdout}\n${built.stderr}`)
  return dir
}

export type Rate = Readonly<{ name: string; perSecond: readonly number[] }>

const clients = 8

/** Requests per second at 8 clients, in interleaved rounds: each figure is one round. */
export async function measureTransports(
  stage: Stage,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Rate[]> {
  const { host, user, database } = stage.sql.options
  const contestants = join(projectRoot(), 'bench', 'contestants')
  const [floorPort, nextPort] = [await freePort(), await freePort()]
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  const start = (file: string, more: Record<string, string>) =>
    spawn(process.execPath, [join(contestants, file)], {
      env: { ...env, ...more },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  const dir = buildWithin()
  const floor = start('floor.mjs', {
    PORT: String(floorPort),
    BENCH_DATABASE: JSON.stringify({ host, user, database }),
  })
  const both = start('transports.mjs', { PORT: String(nextPort), BENCH_NEXT: dir })
  const [atFloor, atNext] = [clientOf(floorPort, stage.cookie), clientOf(nextPort)]
  try {
    await answering(() => atFloor.ask('/hello'))
    await answering(() => atNext.ask('/within/hello'))
    const contests = {
      'node:http, a constant': () => atFloor.ask('/hello'),
      'tRPC beside Next, a constant': () => atNext.ask('/beside/hello'),
      'tRPC in a Next route handler, a constant': () => atNext.ask('/within/hello'),
      'node:http, session and list in plain SQL': () => atFloor.ask('/viewer'),
      'Mortise, session and list (products.listProducts)': () =>
        stage.client.ask(stage.client.queryPath('products.listProducts', {})),
    }
    const rates = Object.entries(contests).map(([name, ask]) => ({ name, ask, perSecond: [] as number[] }))
    for (let round = -1; round < rounds; round++) {
      for (const { ask, perSecond } of round % 2 === 0 ? rates : rates.toReversed()) {
        const rate = await throughput(ask, clients, round < 0 ? 0.5 : seconds)
        if (round >= 0) perSecond.push(rate)
      }
    }
    return rates.map(({ name, perSecond }) => ({ name, perSecond }))
  } finally {
    atFloor.close()
    atNext.close()
    await Promise.all([ended(floor), ended(both)])
  }
}

async function answering(ask: () => Promise<unknown>): Promise<void> {
  for (const deadline = Date.now() + 30_000; ;) {
    try {
      await ask()
      return
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise((resume) => setTimeout(resume, 100))
    }
  }
}
