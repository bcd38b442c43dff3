import { cpus, loadavg, release, totalmem, type as system } from 'node:os'
import type pg from 'pg'

export type Machine = Readonly<Record<'processor' | 'memory' | 'system' | 'node' | 'postgres' | 'load', string>>

export async function describeMachine(sql: pg.Pool): Promise<Machine> {
  const { rows } = await sql.query<{ server_version: string }>('show server_version')
  const cores = cpus()
  return {
    processor: `${cores[0]?.model.trim() ?? 'unknown'}, ${cores.length} cores`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${system()} ${release()}`,
    node: process.version,
    postgres: `PostgreSQL ${rows[0]?.server_version ?? ''}, embedded, on the same machine`,
    load: loadavg()
      .map((load) => load.toFixed(1))
      .join(' '),
  }
}
