import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { BlobStore } from '@/server/platform/storage'
import { readBlob } from '../reading/blob'
import { reader } from '../reading/reader'
import type { PreviewPage } from '../reading/digest'
import { requireImport } from './access'

/** Where an import stands, with what was decided about it so far. */
export async function getImport(ctx: MemberCtx, { importId }: { importId: string }) {
  const { import: found } = await requireImport(ctx, importId)
  const { sha256: _, createdBy: __, ...shown } = found
  return shown
}

/** The file read with the stored settings: what was detected, what was found, raw rows and counts. No lines. */
export async function previewImport(ctx: MemberCtx, storage: BlobStore, { importId }: { importId: string }) {
  const { import: found } = await requireImport(ctx, importId)
  const digest = await reader.ask(readBlob(storage, found), found.settings, { kind: 'digest' })
  return { version: found.version, state: found.state, ...digest }
}

type PageInput = Readonly<{
  importId: string
  version: number
  filter: 'all' | 'errors' | 'warnings'
  offset: number
  limit: number
  aroundRow?: number
}>

/** One window of parsed lines beside their raw cells. */
export async function previewLines(ctx: MemberCtx, storage: BlobStore, input: PageInput): Promise<PreviewPage> {
  const { importId, version, ...window } = input
  const { import: found } = await requireImport(ctx, importId)
  if (found.version !== version) throw new DomainError('conflict', 'boms.importChanged')
  return reader.ask(readBlob(storage, found), found.settings, { kind: 'page', window })
}
