import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { instanceId } from '@/server/http/health'

const noteOf = (dir: string) => join(dir, 'server.json')
const shape = z.object({ pid: z.number(), url: z.string() })

/** Leaves word of the server on this data directory, for whoever starts a second one. A hint only: never a lock. */
export function writeNote(dir: string, url: string, port: number): void {
  const note = { pid: process.pid, url, local: `http://127.0.0.1:${port}`, instance: instanceId }
  writeFileSync(noteOf(dir), JSON.stringify(note))
}

export const removeNote = (dir: string): void => rmSync(noteOf(dir), { force: true })

export function readNote(dir: string): { dir: string; pid: number | string; url: string } {
  try {
    const { pid, url } = shape.parse(JSON.parse(readFileSync(noteOf(dir), 'utf8')))
    return { dir, pid, url }
  } catch {
    return { dir, pid: '?', url: '?' }
  }
}
