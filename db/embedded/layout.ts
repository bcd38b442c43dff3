import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { OperatorFailure, storageFailure } from './failure'
import { canReach, type Identity } from './identity'

/** The files of one embedded cluster. `data` carries the major version, because PostgreSQL reads no other. */
export type Layout = Readonly<{ home: string; data: string; run: string; log: string; initLock: string }>

export const socketPort = 5432
/** The shortest limit of a socket path among the platforms (macOS), less the NUL. */
const socketPathLimit = 103

/** Where a cluster under `dir` has its data, whether or not it exists yet. */
export const dataOf = (dir: string) => join(resolve(dir), 'postgres', major)
const major = 'pg18'

/** Creates (where missing) and returns the directories of the cluster kept under `dir`. */
export function layOut(dir: string, identity: Identity): Layout {
  const home = privateHome(resolve(dir), identity)
  const data = join(home, major)
  const run = socketDirectory(home, identity)
  return { home, data, run, log: join(home, 'postgres.log'), initLock: join(home, 'init.lock') }
}

function privateHome(dir: string, identity: Identity): string {
  const home = join(dir, 'postgres')
  try {
    mkdirSync(dir, { recursive: true })
    if (lstatSync(home, { throwIfNoEntry: false })?.isSymbolicLink()) return readlinkSync(home)
    if (existsSync(home)) return ownDirectory(home, identity)
    // A private data directory lets the database's user through, not look around.
    if (!canReach(dir, identity) && canReach(dirname(dir), identity)) chmodSync(dir, statSync(dir).mode | 0o001)
    if (canReach(dir, identity)) return ownDirectory(home, identity)
    const elsewhere = ownDirectory(
      join(outside, `${basename(dirname(dir))}-${randomBytes(6).toString('hex')}`),
      identity,
    )
    symlinkSync(elsewhere, home)
    return elsewhere
  } catch (error) {
    throw storageFailure(error, dir)
  }
}

/** Where root keeps a cluster whose checkout the database's user may not enter; `postgres` then is a link to it. */
const outside = '/var/lib/mortise'

function ownDirectory(path: string, identity: Identity): string {
  mkdirSync(dirname(path), { recursive: true })
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (identity) chownSync(path, identity.uid, identity.gid)
  return path
}

function socketDirectory(home: string, identity: Identity): string {
  const beside = join(home, 'run')
  if (socketFile(beside).length <= socketPathLimit) return ownDirectory(beside, identity)
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 16)
  const run = ownDirectory(join(tmpdir(), `mortise-${hash}`), identity)
  const { uid, mode } = lstatSync(run)
  const owner = identity?.uid ?? process.getuid?.()
  if (uid !== owner || (mode & 0o077) !== 0) throw new OperatorFailure('failures.dataUnwritable', { path: run })
  return run
}

/** A socket directory among the system's temporary files is not left there. */
export function removeSocketDirectory({ home, run }: Layout): void {
  if (run.startsWith(home)) return
  rmSync(run, { recursive: true, force: true })
}

export const socketFile = (run: string) => join(run, `.s.PGSQL.${socketPort}`)
