import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { errorCode, OperatorFailure, storageFailure } from './failure'
import type { Identity } from './identity'
import type { Layout } from './layout'
import type { Native } from './native'
import { isAlive } from './postmaster-file'

export const isInitialised = (layout: Layout) => existsSync(join(layout.data, 'PG_VERSION'))

/**
 * Creates the cluster beside its place and renames it there, so that neither a kill nor a race leaves half of one.
 * Returns false when another living process is at it: look again later.
 */
export async function initialise(layout: Layout, native: Native, identity: Identity): Promise<boolean> {
  if (!takeLock(layout.initLock)) return false
  try {
    if (isInitialised(layout)) return true
    sweep(layout)
    const aside = `${layout.data}.init-${process.pid}`
    mkdirSync(aside, { mode: 0o700 })
    if (identity) chownSync(aside, identity.uid, identity.gid)
    await runInitdb(aside, native, identity, layout)
    try {
      renameSync(aside, layout.data)
    } catch (error) {
      rmSync(aside, { recursive: true, force: true })
      if (!isInitialised(layout)) throw error
    }
    return true
  } catch (error) {
    if (isInitialised(layout)) return true
    throw storageFailure(error, layout.home)
  } finally {
    rmSync(layout.initLock, { force: true })
  }
}

/** The lock is a file naming its holder; a dead holder's is taken over. */
function takeLock(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw storageFailure(error, path)
  }
  try {
    const holder = Number(readFileSync(path, 'utf8'))
    if (holder !== process.pid && holder > 0 && isAlive(holder)) return false
    rmSync(path, { force: true })
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
  return false
}

/** Clears away what killed starts left. One whose initdb outlived its parent is still growing: next time, then. */
function sweep(layout: Layout): void {
  const prefix = `${basename(layout.data)}.init-`
  for (const name of readdirSync(layout.home)) {
    const maker = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : null
    if (maker === null || (maker !== process.pid && isAlive(maker))) continue
    try {
      rmSync(join(layout.home, name), { recursive: true, force: true })
    } catch (error) {
      if (errorCode(error) !== 'ENOTEMPTY') throw error
    }
  }
}

function runInitdb(target: string, native: Native, identity: Identity, layout: Layout): Promise<void> {
  const args = ['-D', target, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--data-checksums']
  return new Promise((resolve, reject) => {
    const child = spawn(join(native.bin, 'initdb'), args, {
      ...identity,
      cwd: '/',
      env: native.env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let complaint = ''
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
    child.on('error', (error) => reject(spawnFailure(error)))
    child.on('close', (code) => {
      if (code === 0) return resolve()
      rmSync(target, { recursive: true, force: true })
      reject(databaseFailure(complaint, layout))
    })
  })
}

/** The programs are there and cannot be run: another C library (Alpine), or a file system mounted noexec. */
export const spawnFailure = (cause: Error) =>
  new OperatorFailure('failures.embeddedUnsupported', { platform: `${process.platform}-${process.arch}` }, { cause })

/** Reads PostgreSQL's own complaint for the cases that deserve a sentence of their own. */
export function databaseFailure(complaint: string, layout: Layout): OperatorFailure {
  if (/No space left on device|Disk quota exceeded/i.test(complaint))
    return new OperatorFailure('failures.diskFull', { path: layout.home })
  if (/Permission denied|Read-only file system/i.test(complaint))
    return new OperatorFailure('failures.dataUnwritable', { path: layout.home })
  const lines = complaint.split('\n').filter((line) => /FATAL|PANIC|error/i.test(line))
  const reason = (lines.at(-1) ?? complaint.trim().split('\n').at(-1) ?? '').replace(/^.*?(FATAL|PANIC|error): */i, '')
  return new OperatorFailure('failures.databaseDidNotStart', { reason, log: layout.log })
}
