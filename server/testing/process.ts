import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { dataOf } from '@/db/embedded/layout'
import { readPostmasterFile } from '@/db/embedded/postmaster-file'
import { projectRoot } from '@/db/root'

/** A real Mortise in a process of its own, on data of its own. */
export type ServerProcess = Readonly<{
  child: ChildProcess
  url: string
  dataDir: string
  /** Everything it wrote so far, both streams. */
  output: () => string
  /** Resolves with the exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>
}>

type Options = Readonly<{
  dataDir: string
  port: number
  env?: Readonly<Record<string, string>>
  command?: readonly string[]
}>

/** Starts the product as people do, and does not wait for anything. */
export function spawnServer({
  dataDir,
  port,
  env = {},
  command = ['node', 'bin/mortise.mjs', 'start'],
}: Options): ServerProcess {
  const [program = process.execPath, ...args] = command
  const clean = { ...process.env }
  for (const name of ['DATABASE_URL', 'PUBLIC_URL', 'AUTH_SECRET', 'MORTISE_ENV', 'DEMO', 'HOST', 'VITEST', 'NODE_ENV'])
    delete clean[name]
  const child = spawn(program === 'node' ? process.execPath : program, args, {
    cwd: projectRoot(),
    env: {
      ...clean,
      LANG: 'C.UTF-8',
      LC_ALL: 'C.UTF-8',
      ...env,
      PORT: String(port),
      MORTISE_DATA: dataDir,
    } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal))
  })
  return { child, url: `http://127.0.0.1:${port}`, dataDir, output: () => text, ended }
}

/** Waits until the server answers; throws with its output if it ends instead or takes longer than `patience` ms. */
export async function untilReady(server: ServerProcess, patience = 180_000): Promise<void> {
  const deadline = Date.now() + patience
  while (Date.now() < deadline) {
    if (server.child.exitCode !== null) break
    const response = await fetch(`${server.url}/api/health/ready`).catch(() => null)
    if (response?.ok) return
    await pause(50)
  }
  throw new Error(`the server is not ready:\n${server.output()}`)
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** A data directory of its own, which the database's user may enter when we are root. */
export function temporaryData(): string {
  const dir = mkdtempSync(join(tmpdir(), 'mortise-run-'))
  chmodSync(dir, 0o755)
  return dir
}

export function removeData(dir: string): void {
  const home = join(dir, 'postgres')
  if (existsSync(home)) rmSync(realpathSync(home), { recursive: true, force: true })
  rmSync(dir, { recursive: true, force: true })
}

/** The process id of the embedded database on `dir`, or null where none is (said to be) running. */
export const databasePid = (dir: string): number | null => readPostmasterFile(dataOf(dir))?.pid ?? null
