import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { BlobStore } from '@/server/platform/storage'
import { readBlob } from '../reading/blob'
import { reader } from '../reading/reader'
import type { PreviewPage } from '../reading/digest'
import type { ChangePage, ChangeWindow } from '../reading/protocol'
import { requireImport } from './access'
import { baseLines, findBase } from './base-revision'
import { findSameBom } from './same-bom'
import { findTemplateName } from './templates'

/** Where an import stands, with what was decided about it so far. */
export async function getImport(ctx: MemberCtx, { importId }: { importId: string }) {
  const { import: found } = await requireImport(ctx, importId)
  const { sha256: _, createdBy: __, ...shown } = found
  return shown
}

/** The file read with the stored settings: what was detected, what was found, raw rows and counts. No lines. */
export async function previewImport(ctx: MemberCtx, storage: BlobStore, { importId }: { importId: string }) {
  const { import: found, access } = await requireImport(ctx, importId)
  const digest = await reader.ask(readBlob(storage, found), found.settings, { kind: 'digest' })
  const base = await findBase(ctx, { ...access, bomId: found.bomId })
  const sameBom = found.bomId === null ? await findSameBom(ctx, found, digest) : null
  return {
    version: found.version,
    state: found.state,
    ...digest,
    /** The revision it is compared with, and whether that came from the very same file. */
    base: base && { number: base.number, state: base.state, sameFile: base.sha256 === found.sha256 },
    /** A BOM of the product that this file seems to be a newer state of. */
    sameBom,
    /** What it was read with to begin with. */
    template: await findTemplateName(ctx, found),
  }
}

/** One window of what differs from the newest revision of the BOM the file goes into; null for a BOM of its own. */
export async function previewChanges(
  ctx: MemberCtx,
  storage: BlobStore,
  { importId, version, ...window }: Readonly<{ importId: string; version: number } & ChangeWindow>,
): Promise<(ChangePage & { number: string }) | null> {
  const { import: found, access } = await requireImport(ctx, importId)
  if (found.version !== version) throw new DomainError('conflict', 'boms.importChanged')
  const base = await findBase(ctx, { ...access, bomId: found.bomId })
  if (!base) return null
  const page = await reader.ask(
    readBlob(storage, found),
    found.settings,
    { kind: 'changes', window },
    baseLines(ctx, base, access.productId),
  )
  return { ...page, number: base.number }
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
