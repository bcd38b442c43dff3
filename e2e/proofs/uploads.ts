import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { projectRoot } from '@/db/root'
import {
  freePort,
  removeData,
  type ServerProcess,
  spawnServer,
  temporaryData,
  untilReady,
} from '@/server/testing/process'
import { receivedOf, sendRest } from '../fixtures/pieces'
import { databaseProcesses, kill } from './kills/blows'
import type { Visitor } from './kills/client'
import { openStage } from './kills/workload'

const sending = z.object({ url: z.string(), cookie: z.string(), uploadId: z.string(), path: z.string() })
type Sending = z.infer<typeof sending>

const targets = ['client', 'server', 'database'] as const

/**
 * `prove uploads --megabytes N`: an upload whose sender, server and database are killed in turn with SIGKILL in the midst of
 * it, and which goes on each time. What the server had acknowledged must never be missing, and the file must be the one that
 * was sent. Ends with `uploads 1 killed 3 lost L sha256 equal`.
 */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { megabytes: { type: 'string', default: '1000' }, send: { type: 'string' } },
  })
  if (values.send !== undefined) return send(sending.parse(JSON.parse(values.send)))
  const [dataDir, port] = [temporaryData(), await freePort()]
  const launch = () => spawnServer({ dataDir, port, env: { DEMO: '1', TRUST_PROXY: '1', LOG_LEVEL: 'error' } })
  const path = join(dataDir, 'sent.bin')
  const sha256 = await writeRandom(path, Number(values.megabytes))
  const size = Number(values.megabytes) * 1_000_000
  let server = launch()
  let lost = 0
  try {
    await untilReady(server)
    const { owner, productId } = await openStage(server.url)
    const { setId, revisionId } = await owner.api.designFiles.createSet.mutate({
      productId,
      name: { en: 'Proof', zh: '' },
    })
    const file = { revisionId, name: 'sent.bin', size, fingerprint: 'proof' }
    const { uploadId } = await owner.api.designFiles.beginUpload.mutate(file)
    const given: Sending = { url: server.url, cookie: owner.cookie(), uploadId, path }
    for (const [index, target] of targets.entries()) {
      const sender = startSender(given)
      await untilSent(sender, (size * (index + 1)) / (targets.length + 1))
      server = await strike(target, sender.child, server, launch)
      const told = await sender.ended
      const received = await receivedOf(given)
      if (received < told) lost++
      process.stdout.write(`${target.padEnd(8)} killed at ${told}, ${received} of ${size} are there\n`)
    }
    const sender = startSender(given)
    await sender.ended
    const equal = sender.answer() === sha256 && (await downloaded(given, owner, setId)) === sha256
    process.stdout.write(`uploads 1 killed ${targets.length} lost ${lost} sha256 ${equal ? 'equal' : 'differs'}\n`)
    return equal && lost === 0 ? 0 : 1
  } finally {
    server.child.kill('SIGTERM')
    await server.ended
    await rm(path, { force: true })
    removeData(dataDir)
  }
}

/** The sender, in a process of its own: says how far it is, and last what the file became. */
async function send(given: Sending): Promise<number> {
  const { sha256 } = await sendRest({ ...given, onReceived: (bytes) => process.stdout.write(`received ${bytes}\n`) })
  process.stdout.write(`sha256 ${sha256}\n`)
  return 0
}

type Sender = Readonly<{
  child: ChildProcess
  /** The bytes it was last told were certain. */
  told: () => number
  answer: () => string | undefined
  /** Resolves with `told` once it ended, however. */
  ended: Promise<number>
}>

function startSender(given: Sending): Sender {
  const command = [join(projectRoot(), 'bin', 'mortise.mjs'), 'prove', 'uploads', '--send', JSON.stringify(given)]
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'ignore'] })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const told = () => Number([...text.matchAll(/^received (\d+)$/gm)].at(-1)?.[1] ?? 0)
  return {
    child,
    told,
    answer: () => /^sha256 ([0-9a-f]{64})$/m.exec(text)?.[1],
    ended: new Promise((resolve) => child.once('close', () => resolve(told()))),
  }
}

async function untilSent({ child, told }: Sender, bytes: number): Promise<void> {
  while (told() < bytes) {
    if (child.exitCode !== null) throw new Error('the sender ended before its time')
    await pause(5)
  }
  // Somewhere within the piece that is on its way.
  await pause(Math.random() * 60)
}

async function strike(
  target: (typeof targets)[number],
  sender: ChildProcess,
  server: ServerProcess,
  launch: () => ServerProcess,
): Promise<ServerProcess> {
  if (target === 'client') {
    sender.kill('SIGKILL')
    return server
  }
  if (target === 'database') {
    for (const pid of databaseProcesses(server.dataDir)) kill(pid)
    // The server notices, starts it again, and goes on as the same process.
    await untilReady(server)
    return server
  }
  server.child.kill('SIGKILL')
  await server.ended
  const next = launch()
  await untilReady(next)
  return next
}

async function writeRandom(path: string, megabytes: number): Promise<string> {
  const file = await open(path, 'w')
  const hash = createHash('sha256')
  for (let done = 0; done < megabytes; done++) {
    const bytes = randomBytes(1_000_000)
    hash.update(bytes)
    await file.write(bytes)
  }
  await file.close()
  return hash.digest('hex')
}

/** The SHA-256 of the one file of a set as it is given out again. */
async function downloaded({ url, cookie }: Sending, owner: Visitor, setId: string): Promise<string> {
  const [file] = (await owner.api.designFiles.getSet.query({ setId })).files
  const answer = await fetch(`${url}/api/files/designs/${file?.id ?? ''}`, { headers: { cookie } })
  const hash = createHash('sha256')
  for await (const chunk of answer.body ?? []) hash.update(chunk)
  return hash.digest('hex')
}
