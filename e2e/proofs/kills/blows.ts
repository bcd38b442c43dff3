import { execFileSync } from 'node:child_process'
import { databasePid } from '@/server/testing/process'

/** The postmaster and all its children, as the system lists them. */
export function databaseProcesses(dataDir: string): number[] {
  const postmaster = databasePid(dataDir)
  if (postmaster === null) return []
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number))
  return [postmaster, ...pairs.flatMap(([pid, parent]) => (pid !== undefined && parent === postmaster ? [pid] : []))]
}

/** Ends a process at once. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself between the list and the blow.
  }
}
