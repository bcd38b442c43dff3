import { and, eq, ne, or, isNotNull } from 'drizzle-orm'
import { firmwareFiles } from '@/db/schema/firmware'
import { DomainError } from '@/server/kernel/errors'
import { holdBlob } from '@/server/platform/blob-hold'
import type { MemberCtx } from '@/server/platform/context'
import type { BlobStore, StoredBlob } from '@/server/platform/storage'
import type { FirmwareInspection } from '../formats/inspect-firmware'
import { holdBuild, requireBuild, requireEdit, type FirmwareFileRow } from '../queries/access'
import { fileNameKey, firmwareFileName, isImage } from '../rules/firmware-file'
import { announce, record } from './announce'
import { keepSignature } from './keep-signature'

type Named = Readonly<{ buildId: string; name: string }>

/** The file of a build that is declared under a name. Errors: firmware.fileNotDeclared. */
export async function requireDeclared(ctx: MemberCtx, { buildId, name }: Named) {
  const place = await requireBuild(ctx, buildId)
  requireEdit(place.access)
  const [file] = await ctx.db
    .select()
    .from(firmwareFiles)
    .where(and(eq(firmwareFiles.buildId, buildId), eq(firmwareFiles.nameKey, fileNameKey(firmwareFileName(name)))))
  if (!file) throw new DomainError('notFound', 'firmware.fileNotDeclared', { file: name })
  return { ...place, file }
}

/** Refuses bytes that are not what was declared, before they are looked at and after. */
export function refuseOther(file: FirmwareFileRow, { sha256, size }: Partial<StoredBlob>): void {
  if ((size !== undefined && size !== file.size) || (sha256 !== undefined && sha256 !== file.sha256))
    throw new DomainError('conflict', 'firmware.fileDiffers', { file: file.name, expected: file.sha256.slice(0, 12) })
}

/** Refuses a damaged image with what its reader found. */
function refuseDamaged({ name, role }: FirmwareFileRow, { findings }: FirmwareInspection): void {
  const fault = isImage(role) ? findings.find(({ severity }) => severity === 'error') : undefined
  if (fault)
    throw new DomainError('invalid', 'firmware.imageRefused', { ...fault.params, file: name, finding: fault.code })
}

/**
 * The bytes of a declared file are stored and read: it counts, with the signature that was declared for it. A refusal
 * leaves the build open, to be sent again. Asked twice, the answer is the same. Errors: firmware.fileNotDeclared,
 * firmware.fileDiffers, firmware.imageRefused (`finding`: the code of the reader), firmware.notOpen, firmware.uploadLost,
 * and those of `keepSignature`.
 */
export async function keepFile(
  ctx: MemberCtx,
  storage: BlobStore,
  { buildId, name, blob, inspection }: Named & Readonly<{ blob: StoredBlob; inspection: FirmwareInspection }>,
): Promise<{ fileId: string; missing: string[] }> {
  await requireDeclared(ctx, { buildId, name })
  const held = await holdBuild(ctx, buildId)
  const { file, build, line } = await requireDeclared(ctx, { buildId, name })
  refuseOther(file, blob)
  if (file.state === 'stored' && file.awaitingSignature === null)
    return { fileId: file.id, missing: await missingFiles(ctx, buildId) }
  if (held.state !== 'open') throw new DomainError('conflict', 'firmware.notOpen', { version: build.version })
  refuseDamaged(file, inspection)
  if (!(await holdBlob(ctx, storage, blob.sha256))) throw new DomainError('conflict', 'firmware.uploadLost')
  const signer =
    file.awaitingSignature === null ? null : await keepSignature(ctx, storage, file, file.awaitingSignature)
  await ctx.db
    .update(firmwareFiles)
    .set({ state: 'stored', inspection: { ...inspection, fileName: file.name }, awaitingSignature: null })
    .where(eq(firmwareFiles.id, file.id))
  record(ctx, 'addFile', build, {
    ...{ number: line.number, version: build.version, fileName: file.name, sha256: file.sha256 },
    ...(signer === null ? {} : { key: signer.keyName }),
  })
  announce(ctx, 'firmware.changed', build, { lineId: line.id, buildId })
  return { fileId: file.id, missing: await missingFiles(ctx, buildId) }
}

/** Names of the files of a build that are still to be sent. */
export async function missingFiles({ db }: MemberCtx, buildId: string): Promise<string[]> {
  const rows = await db
    .select({ name: firmwareFiles.name })
    .from(firmwareFiles)
    .where(
      and(
        eq(firmwareFiles.buildId, buildId),
        or(ne(firmwareFiles.state, 'stored'), isNotNull(firmwareFiles.awaitingSignature)),
      ),
    )
    .orderBy(firmwareFiles.position)
  return rows.map(({ name }) => name)
}
