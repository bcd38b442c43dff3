import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Chosen once by the process that reads the configuration first, and handed to the workers by the environment. */
function chosen(name: string, choose: () => string): string {
  const value = process.env[name] || choose()
  process.env[name] = value
  return value
}

function freshDirectory(): string {
  const dir = mkdtempSync(join(tmpdir(), 'mortise-journeys-'))
  // The embedded database does not run as root, and must reach its files.
  chmodSync(dir, 0o755)
  // Last of all: by then the server has ended, and its database with it.
  if (!process.env.E2E_KEEP) process.once('exit', () => remove(dir))
  return dir
}

function remove(dir: string): void {
  const database = join(dir, 'postgres')
  if (existsSync(database)) rmSync(realpathSync(database), { recursive: true, force: true })
  rmSync(dir, { recursive: true, force: true })
}

const port = chosen('E2E_PORT', () => String(20_000 + Math.floor(Math.random() * 10_000)))
const dataDir = chosen('E2E_DATA', freshDirectory)
const url = `http://localhost:${port}`

/** The product under test: a server of its own on a free port, with a demo world in a directory of its own. */
export const instance = {
  url,
  dataDir,
  environment: {
    PORT: port,
    MORTISE_DATA: dataDir,
    PUBLIC_URL: url,
    DEMO: '1',
    LOG_LEVEL: 'warn',
    DATABASE_URL: '',
    MAIL_URL: '',
  },
} as const
