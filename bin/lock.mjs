import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { checkoutFailure, Refusal } from './failure.mjs'
import { root } from './root.mjs'
import { say } from './say.mjs'

const path = join(root, '.mortise', 'prepare.lock')
const heartbeat = 5_000
const silence = 60_000
const patienceMinutes = 15

let queue = Promise.resolve()

/**
 * Runs `work` while nobody else prepares this checkout, in this process or another; whoever comes second waits, then
 * sees it done.
 */
export function alone(work) {
  const turn = queue.then(() => locked(work))
  queue = turn.catch(() => undefined)
  return turn
}

async function locked(work) {
  const deadline = Date.now() + patienceMinutes * 60_000
  let told = false
  for (let holder = take(); holder !== null; holder = take()) {
    if (Date.now() > deadline) throw new Refusal('prepareLocked', { pid: holder, minutes: patienceMinutes })
    if (!told && holder > 0) process.stderr.write(`${say('progress.waiting', { pid: holder })}\n`)
    told ||= holder > 0
    await pause(100)
  }
  const beat = setInterval(touch, heartbeat)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    rmSync(path, { force: true })
  }
}

function touch() {
  try {
    utimesSync(path, new Date(), new Date())
  } catch {
    // Somebody cleaned up; the work itself does not depend on the lock.
  }
}

/** Null when the lock is ours, else the process that holds it; 0 after a dead holder's was cleared away. */
function take() {
  try {
    mkdirSync(join(root, '.mortise'), { recursive: true })
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return null
  } catch (error) {
    if (error.code !== 'EEXIST') throw checkoutFailure(error, root)
  }
  try {
    const holder = Number(readFileSync(path, 'utf8'))
    const fresh = Date.now() - statSync(path).mtimeMs < silence
    if (holder !== process.pid && fresh && isAlive(holder)) return holder
    rmSync(path, { force: true })
  } catch (error) {
    if (error.code !== 'ENOENT') throw checkoutFailure(error, root)
  }
  return 0
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
