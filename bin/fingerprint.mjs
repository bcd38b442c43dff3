import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

const ignored = /(^|\/)(node_modules|\.DS_Store)$|\.test\.tsx?$|\.md$/

/** A hash of the names and contents of files and directories of the checkout, and of any further facts. */
export function fingerprint(paths, facts = []) {
  const hash = createHash('sha256')
  for (const fact of facts) hash.update(`${fact}\0`)
  for (const path of paths) add(hash, path)
  return hash.digest('hex').slice(0, 16)
}

function add(hash, path) {
  const full = join(root, path)
  if (!existsSync(full) || ignored.test(path)) return
  if (statSync(full).isDirectory()) for (const name of readdirSync(full).sort()) add(hash, `${path}/${name}`)
  else hash.update(`${path}\0`).update(readFileSync(full)).update('\0')
}
