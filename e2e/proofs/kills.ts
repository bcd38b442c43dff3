import { parseArgs } from 'node:util'
import { setTimeout as pause } from 'node:timers/promises'
import {
  freePort,
  removeData,
  type ServerProcess,
  spawnServer,
  temporaryData,
  untilReady,
} from '@/server/testing/process'
import { databaseProcesses, kill } from './kills/blows'
import { drainOutbox, findHalves, findLost } from './kills/checks'
import { type Acknowledged, count, nothingYet, openStage, work } from './kills/workload'

const targets = ['server', 'database', 'both'] as const
type Target = (typeof targets)[number]

/**
 * `prove kills --times N`: kills the server, its database, or both at once with SIGKILL, N times, at any moment of
 * imports, comments and sign-ups; after each restart everything the product had acknowledged must be there, and nothing
 * stored by halves. Ends with `kills N acknowledged M lost L`.
 */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { times: { type: 'string', default: '20' } } })
  const times = Number(values.times)
  const dataDir = temporaryData()
  const port = await freePort()
  // The proof's visitors come from many networks, so that no limit on one of them hides a fault.
  const launch = () => spawnServer({ dataDir, port, env: { DEMO: '1', TRUST_PROXY: '1', LOG_LEVEL: 'error' } })
  const done = nothingYet()
  const faults: string[] = []
  let server = launch()
  try {
    await untilReady(server)
    for (let round = 1; round <= times; round++) {
      const target = targets[(round - 1) % targets.length] ?? 'server'
      const before = tally(done)
      server = await strike(server, target, launch, done)
      const left = await drainOutbox(dataDir, 60_000)
      const found = [...(await findLost(server.url, dataDir, done)), ...(await findHalves(dataDir))]
      if (left > 0) found.push(`${left} events never left the outbox`)
      faults.push(...found)
      const after = tally(done)
      const gained = Object.entries(after).map(([kind, number]) => `${kind} ${number - (before[kind] ?? 0)}`)
      const line = `${String(round).padStart(3)} ${target.padEnd(8)} ${gained.join(', ')}, faults ${found.length}`
      process.stdout.write(`${[line, ...found].join('\n    ')}\n`)
    }
  } finally {
    server.child.kill('SIGTERM')
    await server.ended
  }
  process.stdout.write(`kills ${times} acknowledged ${count(done)} lost ${faults.length}\n`)
  if (faults.length > 0) process.stdout.write(`${dataDir}\n`)
  else removeData(dataDir)
  // A kind of work that never once succeeded has proven nothing.
  return faults.length === 0 && Object.values(tally(done)).every((number) => number > 0) ? 0 : 1
}

const tally = (done: Acknowledged): Record<string, number> =>
  Object.fromEntries(Object.entries(done).map(([kind, list]) => [kind, list.length]))

/** Lets people work for a moment, kills in the midst of it, and waits until the product is back. */
async function strike(
  server: ServerProcess,
  target: Target,
  launch: () => ServerProcess,
  done: ReturnType<typeof nothingYet>,
) {
  const stage = await openStage(server.url)
  let stopped = false
  const before = tally(done)
  const begun = () => Object.entries(tally(done)).every(([kind, number]) => number > (before[kind] ?? 0))
  const working = work(stage, done, () => stopped)
  for (const deadline = Date.now() + 30_000; !begun() && Date.now() < deadline;) await pause(20)
  await pause(Math.random() * 2_500)
  const postgres = target === 'server' ? [] : databaseProcesses(server.dataDir)
  if (target !== 'database') server.child.kill('SIGKILL')
  for (const pid of postgres) kill(pid)
  stopped = true
  await working
  if (target === 'database') {
    // The server notices, starts it again, and goes on as the same process.
    await untilReady(server)
    return server
  }
  await server.ended
  const next = launch()
  await untilReady(next)
  return next
}
