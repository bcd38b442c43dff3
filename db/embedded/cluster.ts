import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { errorCode, OperatorFailure, storageFailure } from './failure'
import type { Identity } from './identity'
import { databaseFailure, initialise, isInitialised, spawnFailure } from './initialise'
import { type Layout, socketPort } from './layout'
import type { Native } from './native'
import { clearRecycledPostmasterFile, readPostmasterFile } from './postmaster-file'

export type Cluster = Readonly<{ layout: Layout; native: Native; identity: Identity; flags: readonly string[] }>

const patience = 120_000
const logLimit = 10_000_000

/**
 * A connection of the bootstrap role to the cluster, which is created, started or waited for as needed. Only a server
 * that says it serves our own data directory counts: process ids and sockets are never trusted alone.
 */
export async function reach(cluster: Cluster): Promise<{ keeper: pg.Client; started: boolean }> {
  const deadline = Date.now() + patience
  let started = false
  while (Date.now() < deadline) {
    const answer = await connect(cluster.layout)
    if (answer instanceof pg.Client) return { keeper: answer, started }
    if (answer === 'starting') {
      await pause(50)
      continue
    }
    if (!isInitialised(cluster.layout) && !(await initialise(cluster.layout, cluster.native, cluster.identity))) {
      await pause(50)
      continue
    }
    started = (await launch(cluster)) || started
  }
  throw new OperatorFailure('failures.databaseDidNotStart', { reason: 'timeout', log: cluster.layout.log })
}

async function connect(layout: Layout): Promise<pg.Client | 'starting' | 'absent'> {
  const host = readPostmasterFile(layout.data)?.socketDirectory || layout.run
  const client = new pg.Client({
    host,
    port: socketPort,
    user: 'postgres',
    database: 'postgres',
    application_name: 'mortise keeper',
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    if (resolve(rows[0]?.data_directory ?? '') === resolve(layout.data)) return client
    await client.end()
    throw new OperatorFailure('failures.foreignDatabase', { path: host })
  } catch (error) {
    if (error instanceof OperatorFailure) throw error
    await client.end().catch(() => undefined)
    const code = errorCode(error)
    if (code === 'EACCES' || code === 'EPERM') throw storageFailure(error, layout.home)
    // 57P03: starting up, shutting down, or replaying its log after a crash.
    return code === '57P03' || code === '53300' ? 'starting' : 'absent'
  }
}

/** Starts a postmaster in a session of its own, so that Ctrl-C reaches us and not it. True when ours came up. */
async function launch({ layout, native, identity, flags }: Cluster): Promise<boolean> {
  clearRecycledPostmasterFile(layout.data)
  const { descriptor, from } = openLog(layout.log)
  const args = ['-D', layout.data, '-k', layout.run, '-p', String(socketPort), '-c', 'listen_addresses=', ...flags]
  const child = spawn(join(native.bin, 'postgres'), args, {
    ...identity,
    cwd: '/',
    env: native.env,
    detached: true,
    stdio: ['ignore', descriptor, descriptor],
  })
  closeSync(descriptor)
  child.unref()
  let ended = false
  let failure: Error | null = null
  child.on('exit', () => (ended = true))
  child.on('error', (error) => (failure = error))
  for (;;) {
    if (failure) throw spawnFailure(failure)
    const file = readPostmasterFile(layout.data)
    if (file?.status === 'ready' && (file.pid === child.pid || ended)) return file.pid === child.pid
    if (ended) return explainExit(layout, from)
    await pause(10)
  }
}

/** A postmaster that gave up because another one is (still) there is no failure: look again. */
async function explainExit(layout: Layout, from: number): Promise<false> {
  const complaint = readFileSync(layout.log).subarray(from).toString()
  if (
    !/lock file .* (already exists|is empty)|shared memory block .* still in use|Is another postmaster/i.test(complaint)
  )
    throw databaseFailure(complaint, layout)
  await pause(100)
  return false
}

function openLog(path: string): { descriptor: number; from: number } {
  try {
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
    if (size > logLimit) truncateSync(path)
    return { descriptor: openSync(path, 'a'), from: size > logLimit ? 0 : size }
  } catch (error) {
    throw storageFailure(error, path)
  }
}
