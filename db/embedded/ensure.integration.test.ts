import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { build } from 'esbuild'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { projectRoot } from '@/db/root'
import { type EmbeddedDatabase, ensureDatabase } from './ensure'
import { isAlive, readPostmasterFile } from './postmaster-file'

const bundled = join(projectRoot(), 'dist', `holder-${process.pid}.mjs`)
const dirs: string[] = []
const open: EmbeddedDatabase[] = []
const holders: ChildProcess[] = []

beforeAll(async () => {
  const entryPoints = [join(import.meta.dirname, 'holder.testing.ts')]
  await build({ entryPoints, outfile: bundled, bundle: true, format: 'esm', platform: 'node', packages: 'external' })
})
afterEach(async () => {
  for (const holder of holders.splice(0)) if (holder.exitCode === null) holder.kill('SIGKILL')
  for (const database of open.splice(0)) await database.stop({ force: true, graceMs: 0 })
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true })
})
afterAll(() => rmSync(bundled, { force: true }))

function freshDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'mortise-ensure-'))
  chmodSync(dir, 0o755)
  dirs.push(dir)
  return dir
}
async function ensure(dir: string, onLoss?: (outcome: 'restored' | Error) => void) {
  const database = await ensureDatabase({ dir, onLoss })
  open.push(database)
  return database
}
const postmaster = (dir: string) => readPostmasterFile(join(dir, 'postgres', 'pg18'))?.pid ?? 0

async function hold(dir: string) {
  const child = spawn(process.execPath, [bundled, dir], { stdio: ['pipe', 'pipe', 'inherit'] })
  holders.push(child)
  const [line] = await once(child.stdout, 'data')
  const told: unknown = JSON.parse(String(line))
  const { url, started, claimed } = told as { url: string; started: boolean; claimed: boolean }
  return { child, url, started, claimed }
}
async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return Object.values((await client.query(sql)).rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}
const gone = (pid: number) => vi.waitUntil(() => !isAlive(pid), { timeout: 20_000 })

describe('ensureDatabase', () => {
  test('creates a cluster whose application role stands under row-level security and sorts Chinese', async () => {
    const { url, started } = await ensure(freshDir())
    expect(started).toBe(true)
    expect(await ask(url, `select rolsuper or rolbypassrls from pg_roles where rolname = current_user`)).toBe(false)
    const sorted = `select string_agg(x, '' order by x collate "zh-x-icu") from unnest(array['张','李','王','阿','陈']) x`
    expect(await ask(url, sorted)).toBe('阿陈李王张')
  })

  test('the last one out stops the server; data stays', async () => {
    const dir = freshDir()
    const first = await ensure(dir)
    await ask(first.url, 'create table kept (x int)')
    const second = await ensure(dir)
    expect(second.started).toBe(false)
    const pid = postmaster(dir)
    await first.stop()
    expect(isAlive(pid)).toBe(true)
    await second.stop()
    await gone(pid)
    const third = await ensure(dir)
    expect(await ask(third.url, `select to_regclass('kept')::text`)).toBe('kept')
  })

  test('six processes racing on an empty directory share one server, and one of them claims it', async () => {
    const dir = freshDir()
    const told = await Promise.all(Array.from({ length: 6 }, () => hold(dir)))
    expect(new Set(told.map(({ url }) => url)).size).toBe(1)
    expect(told.filter(({ started }) => started)).toHaveLength(1)
    expect(told.filter(({ claimed }) => claimed)).toHaveLength(1)
    const pid = postmaster(dir)
    for (const { child } of told) child.stdin.end()
    await gone(pid)
    expect(readdirSync(join(dir, 'postgres')).filter((name) => name.includes('init'))).toEqual([])
  })

  test('the orphan of a killed process is found, with what was committed', async () => {
    const dir = freshDir()
    const { child, url } = await hold(dir)
    await ask(url, 'create table kept as select 1 as x')
    const pid = postmaster(dir)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const database = await ensure(dir)
    expect([database.started, postmaster(dir)]).toEqual([false, pid])
    expect(await database.claim()).toBe(true)
    expect(await ask(database.url, 'select x from kept')).toBe(1)
  })

  test('a killed server is started again, recovered and still claimed', async () => {
    const dir = freshDir()
    const outcomes: unknown[] = []
    const database = await ensure(dir, (outcome) => outcomes.push(outcome))
    await database.claim()
    await ask(database.url, 'create table kept as select 1 as x')
    process.kill(postmaster(dir), 'SIGKILL')
    await vi.waitUntil(() => outcomes.length > 0, { timeout: 30_000 })
    expect(outcomes).toEqual(['restored'])
    expect(await ask(database.url, 'select x from kept')).toBe(1)
    const rival = await hold(dir)
    expect(rival.claimed).toBe(false)
  })

  test('a kill during the first start leaves nothing that stops the next', async () => {
    const dir = freshDir()
    for (let round = 0; round < 4; round++) {
      const child = spawn(process.execPath, [bundled, dir], { stdio: ['pipe', 'pipe', 'inherit'] })
      holders.push(child)
      const home = join(dir, 'postgres')
      await vi.waitUntil(() => existsSync(home) && readdirSync(home).some((name) => name.includes('.init-')), {
        timeout: 20_000,
        interval: 5 + 20 * round,
      })
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    const database = await ensure(dir)
    expect(await ask(database.url, 'select 1')).toBe(1)
  })

  test('a recycled process id in postmaster.pid does not block the start', async () => {
    const dir = freshDir()
    const first = await ensure(dir)
    const file = join(dir, 'postgres', 'pg18', 'postmaster.pid')
    const content = readFileSync(file, 'utf8')
    await first.stop()
    writeFileSync(file, content.replace(/^\d+/, String(process.pid)), { mode: 0o600 })
    const second = await ensure(dir)
    expect(second.started).toBe(true)
  })

  test.each([
    ['just now by a server that is starting', 0],
    ['long ago by a server that was killed', 60_000],
  ])('a postmaster.pid left empty %s does not block the start', async (_, ageMs) => {
    const dir = freshDir()
    await (await ensure(dir)).stop()
    const file = join(dir, 'postgres', 'pg18', 'postmaster.pid')
    writeFileSync(file, '', { mode: 0o600 })
    const written = new Date(Date.now() - ageMs)
    const { uid, gid } = statSync(join(dir, 'postgres', 'pg18'))
    chownSync(file, uid, gid)
    utimesSync(file, written, written)
    expect((await ensure(dir)).started).toBe(true)
  })

  test('a path too long for a socket still works', async () => {
    const dir = join(freshDir(), 'a'.repeat(60), 'b'.repeat(60))
    mkdirSync(dir, { recursive: true })
    const database = await ensure(dir)
    expect(await ask(database.url, 'select 1')).toBe(1)
    const elsewhere = new URL(database.url).searchParams.get('host') ?? ''
    expect(elsewhere.startsWith(dir)).toBe(false)
    await database.stop()
    expect(existsSync(elsewhere)).toBe(false)
  })

  test('the socket lies where no other user can reach it', async () => {
    const dir = freshDir()
    await ensure(dir)
    expect(statSync(join(dir, 'postgres')).mode & 0o077).toBe(0)
    expect(statSync(join(dir, 'postgres', 'run')).mode & 0o077).toBe(0)
  })

  test.runIf(process.getuid?.() === 0)('as root, a checkout nobody else may enter keeps its data outside', async () => {
    const locked = freshDir()
    chmodSync(locked, 0o700)
    const dir = join(locked, 'checkout', '.mortise')
    mkdirSync(dir, { recursive: true })
    const database = await ensure(dir)
    const outside = readlinkSync(join(dir, 'postgres'))
    dirs.push(outside)
    expect(await ask(database.adminUrl, 'show data_directory')).toBe(join(outside, 'pg18'))
    const again = await ensure(dir)
    expect(again.started).toBe(false)
  })

  test('says in a sentence that the directory is a file', async () => {
    const path = join(freshDir(), 'taken')
    writeFileSync(path, '')
    await expect(ensureDatabase({ dir: path })).rejects.toMatchObject({ code: 'failures.dataUnwritable' })
  })
})
