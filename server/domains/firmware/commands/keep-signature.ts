import { buffer } from 'node:stream/consumers'
import { and, eq, isNull } from 'drizzle-orm'
import { firmwareKeys, firmwareSignatures } from '@/db/schema/firmware'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { BlobStore } from '@/server/platform/storage'
import type { AddSignature } from '../inputs'
import { holdBuild, requireEdit, requireFile, type FirmwareFileRow } from '../queries/access'
import { isSignedBy } from '../signing/verify'
import { announce, record } from './announce'

/**
 * Verifies a detached signature over a stored file against the registered keys of the brand, and keeps it. Given again,
 * it is kept already. Errors: firmware.signatureRefused where no registered key made it, firmware.keyRetired,
 * firmware.noKeys, firmware.fileMissing.
 */
export async function keepSignature(
  ctx: MemberCtx,
  storage: BlobStore,
  file: FirmwareFileRow,
  signature: string,
): Promise<{ keyId: string; keyName: string }> {
  const keys = await ctx.db.select().from(firmwareKeys).where(eq(firmwareKeys.orgId, file.orgId))
  if (!keys.some(({ retiredAt }) => retiredAt === null)) throw new DomainError('conflict', 'firmware.noKeys')
  const stream = await storage.get(file.sha256)
  if (stream === null) throw new DomainError('notFound', 'firmware.fileMissing')
  const bytes = await buffer(stream)
  const signer = keys.find((key) => isSignedBy(key, bytes, Buffer.from(signature, 'base64')))
  if (!signer) throw new DomainError('invalid', 'firmware.signatureRefused', { file: file.name })
  if (signer.retiredAt !== null) throw new DomainError('invalid', 'firmware.keyRetired', { key: signer.name })
  // Held, so that a key that is being retired at this moment counts as retired.
  const [held] = await ctx.db
    .select({ id: firmwareKeys.id })
    .from(firmwareKeys)
    .where(and(eq(firmwareKeys.id, signer.id), isNull(firmwareKeys.retiredAt)))
    .for('share')
  if (!held) throw new DomainError('invalid', 'firmware.keyRetired', { key: signer.name })
  await ctx.db
    .insert(firmwareSignatures)
    .values({
      ...{ id: newId('firmwareSignature'), orgId: file.orgId, productId: file.productId, fileId: file.id },
      ...{ keyId: signer.id, signature, verifiedAt: ctx.now() },
    })
    .onConflictDoNothing()
  return { keyId: signer.id, keyName: signer.name }
}

/** Adds a signature to a file that is there, also once its build is registered: whoever signs may be elsewhere. */
export async function addSignature(
  ctx: MemberCtx,
  storage: BlobStore,
  { fileId, signature }: AddSignature,
): Promise<{ keyName: string }> {
  const { file, build, line, access } = await requireFile(ctx, fileId)
  requireEdit(access)
  await holdBuild(ctx, build.id)
  if (file.state !== 'stored') throw new DomainError('conflict', 'firmware.fileAwaited', { file: file.name })
  const { keyName } = await keepSignature(ctx, storage, file, signature)
  const params = { number: line.number, version: build.version, fileName: file.name, key: keyName }
  record(ctx, 'addSignature', build, params)
  announce(ctx, 'firmware.changed', build, { lineId: line.id, buildId: build.id })
  return { keyName }
}
