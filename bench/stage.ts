import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { dataOf } from '@/db/embedded/layout'
import { readPostmasterFile } from '@/db/embedded/postmaster-file'
import { projectRoot } from '@/db/root'
import { sessions } from '@/db/schema/people'
import { hashToken, newToken } from '@/server/auth/actor'
import { cookieNames, sessionDays } from '@/server/auth/cookies'
import { hashPassword } from '@/server/domains/people/passwords/hashing'
import { newId } from '@/server/kernel/ids'
import { asStage, makeMember, makeOrg, makeProduct, makeUser } from '@/server/testing/factories'
import { clientOf, type Client } from './client'

export const benchPassword = 'mitred bridle joint 58'

/** The product as `npm start` serves it, with one brand, its owner and an empty product. */
export type Stage = Readonly<{
  port: number
  /** Of the server's process. */
  pid: number
  client: Client
  /** Above row-level security: plain SQL as fast as this database can be. */
  sql: pg.Pool
  orgId: string
  productId: string
  email: string
  userId: string
  cookie: string
  close: () => Promise<void>
}>

const patienceMs = 300_000

export async function openStage(): Promise<Stage> {
  const dir = mkdtempSync(join(tmpdir(), 'mortise-bench-'))
  // The embedded database does not run as root, and must reach its files.
  chmodSync(dir, 0o755)
  const port = await freePort()
  const child = startProduct(dir, port)
  try {
    await ready(child, port)
    const data = dataOf(dir)
    const host = readPostmasterFile(data)?.socketDirectory || join(realpathSync(join(dir, 'postgres')), 'run')
    const sql = new pg.Pool({ host, user: 'postgres', database: 'mortise', max: 12 })
    sql.on('error', () => undefined)
    const stage = await furnish(sql)
    const client = clientOf(port, stage.cookie)
    const close = async () => {
      client.close()
      await sql.end()
      await ended(child)
      discard(dir)
    }
    return { ...stage, port, pid: child.pid ?? 0, client, sql, close }
  } catch (error) {
    await ended(child)
    discard(dir)
    throw error
  }
}

function startProduct(dir: string, port: number): ChildProcess {
  const env = {
    ...process.env,
    PORT: String(port),
    MORTISE_DATA: dir,
    PUBLIC_URL: `http://localhost:${port}`,
    DEMO: '0',
    LOG_LEVEL: 'warn',
    DATABASE_URL: '',
    MAIL_URL: '',
  }
  return spawn(process.execPath, [join(projectRoot(), 'bin', 'mortise.mjs'), 'start'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  const deadline = Date.now() + patienceMs
  const answers = () =>
    fetch(`http://localhost:${port}/api/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await answers())) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('the product did not start')
    await new Promise((resume) => setTimeout(resume, 200))
  }
}

/** Ends a process this run started, and waits for it. */
export const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })

export function discard(dir: string): void {
  const database = join(dir, 'postgres')
  if (existsSync(database)) rmSync(realpathSync(database), { recursive: true, force: true })
  rmSync(dir, { recursive: true, force: true })
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

async function furnish(sql: pg.Pool) {
  const passwordHash = await hashPassword(benchPassword)
  const user = await makeUser(sql, { passwordHash, email: 'owner@bench.example' })
  const org = await makeOrg(sql, 'brand')
  await makeMember(sql, org, 'owner', user)
  const product = await makeProduct(sql, org)
  const token = newToken()
  await asStage(sql, ({ db }) =>
    db.insert(sessions).values({
      id: newId('session'),
      tokenHash: hashToken(token),
      userId: user.id,
      activeOrgId: org.id,
      expires: new Date(Date.now() + sessionDays * 86_400_000),
    }),
  )
  const cookie = `${cookieNames(false).session}=${token}`
  return { orgId: org.id, productId: product.id, email: user.email, userId: user.id, cookie }
}
