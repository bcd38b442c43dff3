import { readFileSync, readlinkSync, rmSync } from 'node:fs'
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

/**
 * Removes the file of a killed postmaster whose process id now belongs to something else (after a reboot, or in a
 * restarted container): PostgreSQL itself would believe it is still running and refuse to start.
 */
export function clearRecycledPostmasterFile(data: string): void {
  const file = readPostmasterFile(data)
  if (file && isAlive(file.pid) && !isPostgres(file.pid)) rmSync(fileOf(data), { force: true })
}

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
