import { desc, eq } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { goldenDownloads, goldenSignatures } from '@/db/schema/releases'
import type { MemberCtx } from '@/server/platform/context'
import { goldenFacts } from '../rules/golden-candidates'
import { goldenGaps, type GoldenGap } from '../rules/golden-parts'
import { requireGolden, type GoldenRow } from './golden-access'
import { goldenCandidates } from './golden-candidates'

const person = { displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh }
const org = { legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh }

/**
 * A golden package with its parts, what is missing, hash and signatures. What could be chosen, and what is missing of a
 * draft, is told to the brand alone; both are told which parts were overtaken since.
 */
export async function getGolden(ctx: MemberCtx, { goldenId }: Readonly<{ goldenId: string }>) {
  const { golden, access, product } = await requireGolden(ctx, goldenId)
  const candidates = await goldenCandidates(ctx, golden)
  const gaps = goldenGaps(golden.parts, goldenFacts(candidates, golden.parts))
  const draft = golden.state === 'draft'
  const { id, productId, number, state, parts, accepted, items, contentHash, blobSize } = golden
  const [partner] = await ctx.db.select(org).from(orgs).where(eq(orgs.id, golden.partnerOrgId))
  const signatures = await signaturesOf(ctx, golden)
  // Ids lead to pages a factory may not open.
  const known = (told: readonly GoldenGap[]) => told.map((gap) => (access.owner ? gap : { ...gap, id: null }))
  const signed = signatures.some(({ orgId }) => orgId === ctx.actor.member.orgId)
  return {
    ...{
      id,
      productId,
      product,
      number,
      state,
      parts,
      accepted: known(accepted),
      items: items ?? [],
      contentHash,
      size: blobSize,
    },
    ...{ proposedAt: golden.proposedAt, signedAt: golden.signedAt, withdrawnAt: golden.withdrawnAt },
    ...{ version: golden.version, partner: partner ?? null, owner: access.owner, mayEdit: access.edit },
    maySign: access.sign && state === 'proposed' && golden.blobSha256 !== null && !signed,
    mayDownload: golden.blobSha256 !== null && (access.owner || state !== 'withdrawn'),
    candidates: draft && access.owner ? candidates : null,
    gaps: draft && access.owner ? gaps : [],
    overtaken: draft ? [] : known(gaps.filter(({ reason }) => reason === 'notInForce')),
    signatures: [golden.orgId, golden.partnerOrgId].map((side) => ({
      brand: side === golden.orgId,
      signed: signatures.find(({ orgId }) => orgId === side) ?? null,
    })),
    brand: (await ctx.db.select(org).from(orgs).where(eq(orgs.id, golden.orgId)))[0] ?? null,
    downloads: await downloadsOf(ctx, golden),
  }
}
export type GoldenView = Awaited<ReturnType<typeof getGolden>>

const signaturesOf = ({ db }: MemberCtx, { id }: GoldenRow) =>
  db
    .select({
      ...{ orgId: goldenSignatures.signerOrgId, at: goldenSignatures.at },
      ...{ contentHash: goldenSignatures.contentHash, person },
    })
    .from(goldenSignatures)
    .innerJoin(users, eq(users.id, goldenSignatures.userId))
    .where(eq(goldenSignatures.goldenId, id))

const downloadsOf = ({ db }: MemberCtx, { id }: GoldenRow) =>
  db
    .select({ id: goldenDownloads.id, at: goldenDownloads.at, person, org })
    .from(goldenDownloads)
    .innerJoin(users, eq(users.id, goldenDownloads.userId))
    .innerJoin(orgs, eq(orgs.id, goldenDownloads.userOrgId))
    .where(eq(goldenDownloads.goldenId, id))
    .orderBy(desc(goldenDownloads.at))
    .limit(200)
