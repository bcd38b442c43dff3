import { readFileSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { errorCode } from './failure'

/** What a running (or killed) PostgreSQL wrote about itself. */
export type PostmasterFile = Readonly<{ pid: number; socketDirectory: string; status: string }>

const fileOf = (data: string) => join(data, 'postmaster.pid')

export function readPostmasterFile(data: string): PostmasterFile | null {
  try {
    const lines = readFileSync(fileOf(data), 'utf8').split('\n')
    return { pid: Number(lines[0]), socketDirectory: lines[4]?.trim() ?? '', status: lines[7]?.trim() ?? '' }
  } catch {
    return null
  }
}

/** A starting postmaster creates its file and fills it at once; one still empty after this was killed in between. */
const fillingMs = 5_000

/**
 * Removes the file of a killed postmaster that PostgreSQL itself would take for a running one and refuse to start: its
 * process id now belongs to something else (after a reboot, or in a restarted container), or was never written.
 */
export function clearRecycledPostmasterFile(data: string): void {
  const file = readPostmasterFile(data)
  if (!file) return
  const abandoned = file.pid === 0 ? ageMs(fileOf(data)) > fillingMs : isAlive(file.pid) && !isPostgres(file.pid)
  if (abandoned) rmSync(fileOf(data), { force: true })
}

const ageMs = (path: string): number => Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/** Whether a process is a PostgreSQL; where that cannot be told, it is taken for one. */
export function isPostgres(pid: number): boolean {
  try {
    if (process.platform === 'linux') {
      const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
      return name === 'postgres' || readlinkSync(`/proc/${pid}/exe`).endsWith('/postgres')
    }
    return execFileSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).includes('postgres')
  } catch {
    return true
  }
}
