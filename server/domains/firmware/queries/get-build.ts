import { and, asc, desc, eq, ne } from 'drizzle-orm'
import { firmwareBuilds, firmwareFiles, firmwarePromotions } from '@/db/schema/firmware'
import type { MemberCtx } from '@/server/platform/context'
import { fileFacts } from '../rules/file-facts'
import { isFlashable, isForFactories } from '../rules/firmware-file'
import { leastStanding } from '../rules/signature-standing'
import { requireBuild } from './access'
import { personOf, readPeople } from './people'
import { readPromotions } from './promotions'
import { readSignatures, standingOf } from './signatures'

/** Builds offered for comparison. */
const mostOthers = 50

/**
 * A build with its files, what each says of itself, by whom it is signed, and where it is or was in force. A factory sees
 * what concerns its devices: no symbols, no people, no bring-up.
 */
export async function getBuild(ctx: MemberCtx, { buildId }: Readonly<{ buildId: string }>) {
  const { build, line, access } = await requireBuild(ctx, buildId)
  const { owner } = access
  const rows = await ctx.db
    .select()
    .from(firmwareFiles)
    .where(and(eq(firmwareFiles.buildId, buildId), eq(firmwareFiles.productId, access.productId)))
    .orderBy(asc(firmwareFiles.position))
  const signatures = await readSignatures(ctx, [buildId])
  const files = rows
    .filter(({ role }) => owner || isForFactories(role))
    .map(({ id, name, role, sha256, size, flashAddress, state, awaitingSignature, inspection }) => ({
      ...{ id, name, role, sha256, size, flashAddress, state },
      awaitsSignature: awaitingSignature !== null,
      facts: inspection === null ? null : fileFacts(inspection, role, line),
      signature: standingOf(signatures, id),
      signatures: signatures
        .filter(({ fileId }) => fileId === id)
        .map(({ keyName, algorithm, fingerprint, retiredAt, verifiedAt }) => ({
          ...{ keyName, algorithm, fingerprint, retiredAt, verifiedAt },
        })),
    }))
  const flashed = files.filter(({ role }) => isFlashable(role))
  const signed = leastStanding(flashed.map(({ signature }) => signature))
  const people = owner ? await readPeople(ctx, [build.createdBy, build.withdrawnBy]) : []
  const promotions = await readPromotions(ctx, access, eq(firmwarePromotions.buildId, buildId))
  const inForceOn = promotions.filter(({ state }) => state === 'approved').map(({ channel }) => channel)
  return {
    ...{ id: build.id, productId: build.productId, version: build.version, gitCommit: build.gitCommit },
    ...{ notes: build.notes, compatibility: build.compatibility, secureVersion: build.secureVersion },
    ...{ contentHash: build.contentHash, state: build.state, pushedWith: owner ? build.pushedWith : null },
    ...{ ciRun: owner ? build.ciRun : null, createdAt: build.createdAt, registeredAt: build.registeredAt },
    ...{ withdrawnAt: build.withdrawnAt, withdrawnReason: build.withdrawnReason },
    createdBy: personOf(people, build.createdBy),
    withdrawnBy: personOf(people, build.withdrawnBy),
    line: { id: line.id, number: line.number, name: line.name, slotBytes: line.slotBytes },
    files,
    bytes: flashed.reduce((sum, { size }) => sum + size, 0),
    signed,
    promotions,
    /** In force, and signed with a key that was retired since. */
    keyRetiredInForce: signed === 'retired' && inForceOn.length > 0,
    /** Whether its files may be taken: by a factory while it is in force, in production while its signatures count. */
    mayDownload: owner || (inForceOn.length > 0 && (signed === 'valid' || !inForceOn.includes('production'))),
    owner,
    mayEdit: access.edit,
    others: owner ? await otherBuilds(ctx, line.id, buildId) : [],
  }
}
export type FirmwareBuildView = Awaited<ReturnType<typeof getBuild>>
export type FirmwareFileView = FirmwareBuildView['files'][number]

const otherBuilds = ({ db }: MemberCtx, lineId: string, buildId: string) =>
  db
    .select({ id: firmwareBuilds.id, version: firmwareBuilds.version })
    .from(firmwareBuilds)
    .where(and(eq(firmwareBuilds.lineId, lineId), ne(firmwareBuilds.id, buildId), ne(firmwareBuilds.state, 'open')))
    .orderBy(desc(firmwareBuilds.createdAt))
    .limit(mostOthers)
