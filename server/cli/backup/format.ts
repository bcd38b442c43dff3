import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import { OperatorFailure } from '@/db/embedded/failure'

/*
 * A backup is gzip over lines, each a letter and what follows it:
 *   H header · T table and its columns · R one row as PostgreSQL's own JSON · S sequence · B blob · C base64 of it · E end
 * The end carries the SHA-256 of every line before it, so that a cut or altered file is known as such.
 */
export const formatName = 'mortise-backup'

const header = z.object({
  format: z.literal(formatName),
  version: z.literal(1),
  madeAt: z.string(),
  migrations: z.array(z.object({ name: z.string(), hash: z.string() })),
})
const table = z.object({ name: z.string(), columns: z.array(z.string()) })
const sequence = z.object({ name: z.string(), value: z.string() })
const blob = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })
const end = z.object({ tables: z.number(), rows: z.number(), files: z.number(), sha256: z.string() })

export type BackupHeader = z.infer<typeof header>
export type BackupCounts = Pick<z.infer<typeof end>, 'tables' | 'rows' | 'files'>
export type BackupEntry =
  | Readonly<{ kind: 'header'; value: BackupHeader }>
  | Readonly<{ kind: 'table'; value: z.infer<typeof table> }>
  | Readonly<{ kind: 'row'; json: string }>
  | Readonly<{ kind: 'sequence'; value: z.infer<typeof sequence> }>
  | Readonly<{ kind: 'blob'; value: z.infer<typeof blob> }>
  | Readonly<{ kind: 'chunk'; bytes: Buffer }>
  | Readonly<{ kind: 'end'; value: z.infer<typeof end> }>

export type BackupWriter = Readonly<{
  write: (letter: 'H' | 'T' | 'R' | 'S' | 'B' | 'C', text: string) => Promise<void>
  finish: (counts: BackupCounts) => Promise<void>
}>

/** Writes lines to `path`, which only its owner may read: it holds everything. */
export function openBackupWriter(path: string): BackupWriter {
  const gzip = createGzip({ level: 6 })
  const done = pipeline(gzip, createWriteStream(path, { mode: 0o600 }))
  done.catch(() => undefined)
  const hash = createHash('sha256')
  const put = async (line: string) => {
    if (!gzip.write(line)) await Promise.race([once(gzip, 'drain'), done])
  }
  return {
    write: (letter, text) => {
      const line = `${letter}${text}\n`
      hash.update(line)
      return put(line)
    },
    finish: async (counts) => {
      await put(`E${JSON.stringify({ ...counts, sha256: hash.digest('hex') })}\n`)
      gzip.end()
      await done
    },
  }
}

/** Reads a backup entry by entry; throws OperatorFailure at the first sign of damage, at the end at the latest. */
export async function* readBackup(path: string): AsyncGenerator<BackupEntry> {
  const hash = createHash('sha256')
  let ended = false
  let first = true
  const gunzip = createGunzip()
  const source = createReadStream(path)
  source.on('error', (error) => gunzip.destroy(error))
  source.pipe(gunzip)
  try {
    for await (const line of createInterface({ input: gunzip, crlfDelay: Number.POSITIVE_INFINITY })) {
      const entry = parseLine(line, hash)
      if (ended || first !== (entry.kind === 'header')) throw new Error('unexpected line')
      first = false
      ended = entry.kind === 'end'
      yield entry
    }
    if (!ended) throw new Error('the end is missing')
  } catch (error) {
    if (error instanceof OperatorFailure) throw error
    throw new OperatorFailure('failures.backupInvalid', { path, reason: reasonOf(error) }, { cause: error })
  }
}

function parseLine(line: string, hash: Hash): BackupEntry {
  const text = line.slice(1)
  if (line.startsWith('E')) {
    const value = end.parse(JSON.parse(text))
    if (hash.digest('hex') !== value.sha256) throw new Error('checksum')
    return { kind: 'end', value }
  }
  hash.update(line).update('\n')
  switch (line.charAt(0)) {
    case 'H':
      return { kind: 'header', value: header.parse(JSON.parse(text)) }
    case 'T':
      return { kind: 'table', value: table.parse(JSON.parse(text)) }
    case 'R':
      return { kind: 'row', json: text }
    case 'S':
      return { kind: 'sequence', value: sequence.parse(JSON.parse(text)) }
    case 'B':
      return { kind: 'blob', value: blob.parse(JSON.parse(text)) }
    case 'C':
      return { kind: 'chunk', bytes: Buffer.from(text, 'base64') }
    default:
      throw new Error('unknown line')
  }
}

const reasonOf = (error: unknown) =>
  error instanceof z.ZodError ? 'unknown shape' : error instanceof Error ? error.message : ''
