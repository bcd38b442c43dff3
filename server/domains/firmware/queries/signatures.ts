import { and, asc, eq, inArray } from 'drizzle-orm'
import { firmwareFiles, firmwareKeys, firmwareSignatures } from '@/db/schema/firmware'
import type { AnyCtx } from '@/server/platform/context'
import { isFlashable } from '../rules/firmware-file'
import type { SignatureStanding } from '../rules/signature-standing'

/** The signatures of the files of builds, oldest first, with the keys that made them. */
export const readSignatures = ({ db }: AnyCtx, buildIds: readonly string[]) =>
  db
    .select({
      fileId: firmwareSignatures.fileId,
      keyId: firmwareKeys.id,
      keyName: firmwareKeys.name,
      algorithm: firmwareKeys.algorithm,
      fingerprint: firmwareKeys.fingerprint,
      retiredAt: firmwareKeys.retiredAt,
      verifiedAt: firmwareSignatures.verifiedAt,
    })
    .from(firmwareSignatures)
    .innerJoin(firmwareFiles, eq(firmwareFiles.id, firmwareSignatures.fileId))
    .innerJoin(firmwareKeys, eq(firmwareKeys.id, firmwareSignatures.keyId))
    .where(and(inArray(firmwareFiles.buildId, [...buildIds])))
    .orderBy(asc(firmwareSignatures.verifiedAt), asc(firmwareKeys.id))
export type FirmwareSignature = Awaited<ReturnType<typeof readSignatures>>[number]

/** By whose key a file is signed; one that counts is enough. */
export function standingOf(signatures: readonly FirmwareSignature[], fileId: string): SignatureStanding {
  const own = signatures.filter((signature) => signature.fileId === fileId)
  if (own.length === 0) return 'none'
  return own.some(({ retiredAt }) => retiredAt === null) ? 'valid' : 'retired'
}

/**
 * Names of the files of a build that are flashed although no key in use signed them, in the order of the build; of a
 * build whose access is proven. Asked whenever a build is handed out: a key may be retired at any time.
 */
export async function filesWithoutSignature(ctx: AnyCtx, buildId: string): Promise<string[]> {
  const files = await ctx.db
    .select({ id: firmwareFiles.id, name: firmwareFiles.name, role: firmwareFiles.role })
    .from(firmwareFiles)
    .where(eq(firmwareFiles.buildId, buildId))
    .orderBy(asc(firmwareFiles.position))
  const signatures = await readSignatures(ctx, [buildId])
  return files
    .filter(({ id, role }) => isFlashable(role) && standingOf(signatures, id) !== 'valid')
    .map(({ name }) => name)
}
