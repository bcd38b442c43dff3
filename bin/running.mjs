import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Refusal } from './failure.mjs'
import { root } from './root.mjs'

export const dataDirectory = () => resolve(root, process.env.MORTISE_DATA || '.mortise')

/**
 * Refuses to go on while a server answers for this data directory: preparing would replace the files it runs from. The
 * note it left is believed only if a server by that name answers.
 */
export async function refuseWhileRunning() {
  if (process.env.DATABASE_URL) return
  const dir = dataDirectory()
  try {
    const { pid, url, local, instance } = JSON.parse(readFileSync(join(dir, 'server.json'), 'utf8'))
    const response = await fetch(`${local}/api/health/live`, { signal: AbortSignal.timeout(2_000) })
    const answer = await response.json()
    if (answer.instance === instance) throw new Refusal('alreadyRunning', { dir, pid, url })
  } catch (error) {
    if (error instanceof Refusal) throw error
  }
}
