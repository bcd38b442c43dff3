import type { bomImports } from '@/db/schema/boms'
import { DomainError } from '@/server/kernel/errors'
import type { BlobStore } from '@/server/platform/storage'
import { isBlocked, type Blockers } from '../rules/blockers'
import { readBlob } from './blob'
import type { Accepted, Chunk } from './protocol'
import { reader, type BaseLines } from './reader'

/** A file that can be accepted, and of which state of its import. */
export type AcceptedFile = Readonly<{
  sha256: string
  version: number
  /** The state of the revision it was compared with, as `baseKey` names it; null for a BOM of its own. */
  against: string | null
  accepted: Accepted
  chunk: (index: number) => Promise<Chunk>
}>

/** Characters of lines held ready: some ten thousand lines, so that only giants ask the reader again while being stored. */
const mostReady = 16_000_000

/**
 * Reads the file of an import to the end, for the transaction that will store it; throws where it cannot be accepted.
 * With a revision to compare with, lines keep who they are and what the portal knows of them.
 */
export async function readAccepted(
  storage: BlobStore,
  { sha256, fileName, settings, version }: typeof bomImports.$inferSelect,
  base: BaseLines | null = null,
): Promise<AcceptedFile> {
  const file = readBlob(storage, { sha256, fileName })
  const accepted = await reader.ask(file, settings, { kind: 'accept' }, base)
  requireAcceptable(accepted)
  const ask = (index: number) => reader.ask(file, settings, { kind: 'chunk', index }, base)
  const ready: Chunk[] = []
  for (let size = 0; ready.length < accepted.chunks && size < mostReady;) {
    const some = await ask(ready.length)
    ready.push(some)
    size += [...some.lines, ...some.refs].reduce((sum, text) => sum + text.length, 0)
  }
  return { sha256, version, against: base?.key ?? null, accepted, chunk: async (index) => ready[index] ?? ask(index) }
}

function requireAcceptable({ digest, lineCount }: Accepted): void {
  if (digest.refused) throw new DomainError('conflict', 'boms.importRefused')
  if (isBlocked(digest.blockers)) throw blocked(digest.blockers)
  if (lineCount === 0) throw new DomainError('conflict', 'boms.importEmpty')
}

function blocked({ file, rows, questions, flood }: Blockers): DomainError {
  if (file.length > 0 || flood) return new DomainError('conflict', 'boms.importBroken')
  if (rows.length > 0) return new DomainError('conflict', 'boms.importHasErrors', { rows: rows.length })
  return new DomainError('conflict', 'boms.importHasQuestions', { questions: questions.length })
}
