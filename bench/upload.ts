import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { sendRest } from '@/e2e/fixtures/pieces'
import { race, type Figures } from './rounds'
import type { Stage } from './stage'

const set = z.object({ revisionId: z.string() })
const begun = z.object({ uploadId: z.string() })

export type UploadFigures = Readonly<{
  ours: Figures
  plain: Figures
  /** How much the server's memory rose above where it was, in MB. */
  grown: number
}>

/** Bytes of a process: what it holds now, and the most it held since that was last forgotten. */
function memoryOf(pid: number): Readonly<{ now: number; most: number }> {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const read = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1_024
  return { now: read('VmRSS'), most: read('VmHWM') }
}

/** Uploads a file of a size over loopback, beside `sha256sum` and a copy of it. Needs Linux for the memory. */
export async function measureUpload(stage: Stage, megabytes: number, rounds: number): Promise<UploadFigures> {
  const dir = await mkdtemp(join(tmpdir(), 'mortise-upload-'))
  try {
    const path = join(dir, 'image.bin')
    await writeRandom(path, megabytes)
    const { revisionId } = set.parse(
      await stage.client.mutate('designFiles.createSet', { productId: stage.productId, name: { en: 'Bench', zh: '' } }),
    )
    const size = megabytes * 1_000_000
    writeFileSync(`/proc/${stage.pid}/clear_refs`, '5')
    const before = memoryOf(stage.pid).now
    let turn = 0
    const figures = await race(
      {
        ours: async () => {
          const input = { revisionId, name: `image-${++turn}.bin`, size, fingerprint: String(turn) }
          const { uploadId } = begun.parse(await stage.client.mutate('designFiles.beginUpload', input))
          const { sha256 } = await sendRest({
            url: `http://localhost:${stage.port}`,
            cookie: stage.cookie,
            uploadId,
            path,
          })
          if (turn === 1 && !hashOf(path).startsWith(sha256)) throw new Error('what arrived is not what was sent')
        },
        plain: () => {
          hashOf(path)
          execFileSync('cp', [path, join(dir, 'copy.bin')])
          return Promise.resolve()
        },
      },
      { rounds, warmUp: 1 },
    )
    return { ...figures, grown: Math.max(0, memoryOf(stage.pid).most - before) / 1e6 }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

const hashOf = (path: string): string => execFileSync('sha256sum', [path], { encoding: 'utf8' })

async function writeRandom(path: string, megabytes: number): Promise<void> {
  const file = await open(path, 'w')
  for (let done = 0; done < megabytes; done++) await file.write(randomBytes(1_000_000))
  await file.close()
}
