import { statfsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { findChromium, hasChineseFonts } from '@/bin/chromium.mjs'
import { type CliKey, say } from '@/bin/say.mjs'
import { oldestPostgres, profileDatabase, requiredCapabilities } from '@/db/capabilities'
import { appliedMigrations, pendingMigrations, readMigrations } from '@/db/migrate'
import { createLog } from '@/server/platform/log'
import { openMailer } from '@/server/platform/mailer'
import type { DeclaredSettings } from '@/server/platform/settings'
import { createStorage } from '@/server/platform/storage'
import { declaredSettings, openDatabase } from './boot'
import { explain } from './faults'
import type { LaunchFacts } from './main'

type Verdict = 'good' | 'weak' | 'bad'
type Params = Readonly<Record<string, string | number>>
type Finding = Readonly<{ verdict: Verdict; text: string }>

const finding = (verdict: Verdict, key: CliKey, params?: Params): Finding => ({ verdict, text: say(key, params) })
const either = (good: boolean, key: CliKey, otherwise: CliKey, params?: Params, worse: Verdict = 'bad'): Finding =>
  good ? finding('good', key, params) : finding(worse, otherwise, params)

/** `mortise doctor`: looks at everything Mortise needs, one line each; the exit code is 1 if anything is at fault. */
export async function doctorCommand(_: readonly string[], facts: LaunchFacts): Promise<number> {
  const declared = declaredSettings()
  const groups = [
    () => machine(facts),
    () => dataDirectory(declared),
    () => database(declared),
    () => mail(declared),
    () => storage(declared),
    () => browser(),
    () => port(declared),
  ]
  let faults = 0
  for (const group of groups) {
    const findings = await Promise.resolve(group()).catch((error: unknown): Finding[] => [
      { verdict: 'bad', text: explain(error) },
    ])
    for (const { verdict, text } of findings) {
      if (verdict === 'bad') faults++
      process.stdout.write(`${say(`doctor.${verdict}`).padEnd(6)} ${text}\n`)
    }
  }
  return faults === 0 ? 0 : 1
}

async function machine({ dependenciesFresh, pagesFresh }: LaunchFacts): Promise<Finding[]> {
  return [
    finding('good', 'doctor.node', { version: process.versions.node }),
    either(dependenciesFresh, 'doctor.dependencies', 'doctor.dependenciesStale', {}, 'weak'),
    either(pagesFresh, 'doctor.build', 'doctor.buildStale', {}, 'weak'),
  ]
}

async function dataDirectory({ dataDir }: DeclaredSettings): Promise<Finding[]> {
  await mkdir(dataDir, { recursive: true })
  const { bavail, bsize } = statfsSync(dataDir)
  const gigabytes = Math.floor((bavail * bsize) / 1e8) / 10
  return [
    finding('good', 'doctor.data', { path: dataDir }),
    either(gigabytes >= 1, 'doctor.disk', 'doctor.diskLow', { gigabytes }, gigabytes > 0.2 ? 'weak' : 'bad'),
  ]
}

async function database(declared: DeclaredSettings): Promise<Finding[]> {
  const opened = await openDatabase(declared, createLog('silent'))
  const client = new pg.Client({ connectionString: opened.url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { major, version, capabilities, missing } = await profileDatabase(client)
    const where = say(opened.embedded ? 'doctor.embedded' : 'doctor.external')
    const lacking = missing.some((name) => requiredCapabilities.includes(name))
    const { length: count } = pendingMigrations(readMigrations(), await appliedMigrations(client))
    return [
      { verdict: major >= oldestPostgres ? 'good' : 'bad', text: say('doctor.database', { version, where }) },
      finding('good', 'doctor.capabilities', { list: capabilities.join(', ') }),
      ...(missing.length > 0
        ? [finding(lacking ? 'bad' : 'weak', 'doctor.capabilitiesMissing', { list: missing.join(', ') })]
        : []),
      either(count === 0, 'doctor.migrations', 'doctor.migrationsPending', { count }, 'weak'),
      await clock(client),
      ...(count === 0 ? await unsentMail(client) : []),
    ]
  } finally {
    await client.end().catch(() => undefined)
    await opened.close()
  }
}

async function clock(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ at: Date }>('select clock_timestamp() as at')
  const off = Math.abs(Date.now() - (rows[0]?.at.getTime() ?? 0)) / 1000
  return either(off < 5, 'doctor.clock', 'doctor.clockOff', { seconds: Math.ceil(off) })
}

/** Mails that were given up in the last week, with what the mail server said of the newest. */
async function unsentMail(client: pg.Client): Promise<Finding[]> {
  await client.query(`select set_config('app.system', 'on', false)`)
  const { rows } = await client.query<{ count: number; reason: string | null }>(
    `select count(*)::int as count, (array_agg(last_error order by created_at desc))[1] as reason
     from mails where state = 'failed' and created_at > now() - interval '7 days'`,
  )
  const { count = 0, reason = null } = rows[0] ?? {}
  return count === 0 ? [] : [finding('bad', 'doctor.mailFailed', { count, reason: reason ?? '' })]
}

async function mail(declared: DeclaredSettings): Promise<Finding[]> {
  const mailer = openMailer(declared)
  if (!mailer || declared.mailUrl === null) return [finding('weak', 'doctor.mailLocal')]
  const host = new URL(declared.mailUrl).hostname
  try {
    await mailer.verify()
    return [finding('good', 'doctor.mail', { host })]
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [finding('bad', 'doctor.mailSilent', { host, reason })]
  } finally {
    mailer.close()
  }
}

/** Null when something accepts connections there, else why not. */
function reach(host: string, at: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port: at, timeout: 5_000 })
    const end = (reason: string | null) => {
      socket.destroy()
      resolve(reason)
    }
    socket.once('connect', () => end(null))
    socket.once('timeout', () => end('timeout'))
    socket.once('error', (error) => end(error.message))
  })
}

async function storage(declared: DeclaredSettings): Promise<Finding[]> {
  const store = createStorage(declared.storage)
  try {
    const { sha256 } = await store.put(randomBytes(16))
    await store.delete(sha256)
    return [finding('good', 'doctor.storage', { where: store.place })]
  } catch (error) {
    return [finding('bad', 'doctor.storageBad', { where: store.place, reason: explain(error) })]
  }
}

async function browser(): Promise<Finding[]> {
  const path = findChromium()
  const fonts = hasChineseFonts()
  return [
    either(path !== null, 'doctor.chromium', 'doctor.chromiumMissing', { path: path ?? '' }, 'weak'),
    ...(fonts === null ? [] : [either(fonts, 'doctor.fonts', 'doctor.fontsMissing', {}, 'weak')]),
  ]
}

async function port({ port: wanted }: DeclaredSettings): Promise<Finding[]> {
  const params = { port: wanted }
  if ((await reach('127.0.0.1', wanted)) !== null) return [finding('good', 'doctor.port', params)]
  const answer = await fetch(`http://127.0.0.1:${wanted}/api/health/live`, { signal: AbortSignal.timeout(3_000) })
    .then((response) => response.text())
    .catch(() => '')
  return [either(answer.includes('"instance"'), 'doctor.portRunning', 'doctor.portTaken', params)]
}
