import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

let found: string | undefined

/** The checkout's directory, from the sources as well as from the bundle in `dist/`. */
export function projectRoot(): string {
  let dir = found ?? import.meta.dirname
  while (!existsSync(join(dir, 'package.json'))) dir = dirname(dir)
  found = dir
  return dir
}
