import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '@/db/root'
import { instance } from './instance'

export type RunningProduct = Readonly<{ url: string; stop: () => Promise<void> }>

const patienceMs = 300_000

/** Starts the product as people do, on data and a port of its own, and waits until it answers. */
export async function startProduct(): Promise<RunningProduct> {
  const child = spawn(process.execPath, [join(projectRoot(), 'bin', 'mortise.mjs'), 'start'], {
    env: { ...process.env, ...instance.environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let running = true
  void ended.then(() => (running = false))
  const deadline = Date.now() + patienceMs
  while (!(await isReady())) {
    if (!running || Date.now() > deadline) throw new Error('the product did not start; its own message is above')
    await new Promise((resume) => setTimeout(resume, 200))
  }
  return {
    url: instance.url,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

const isReady = (): Promise<boolean> =>
  fetch(`${instance.url}/api/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  )
