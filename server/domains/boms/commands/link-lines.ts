import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { bomLines } from '@/db/schema/boms'
import { orgs } from '@/db/schema/orgs'
import { addFromLine } from '@/server/domains/parts/commands/add-from-line'
import { learnCrossReferences, type Learned } from '@/server/domains/parts/commands/learn-cross-references'
import { forgetMatch, learnMatch, requireOwnPart } from '@/server/domains/parts/commands/learn-match'
import { bilingualFrom, isBlank } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import { requireDraft, requireDraftLine } from '../queries/draft'
import { canonicalPackage, matchLineOf, readFilePairs } from '../queries/match-lines'
import type {
  createPartFromLineInput,
  learnFromFileInput,
  linkExactInput,
  linkLineInput,
} from '../rules/matching-inputs'
import { announce } from './announce'
import { linkSure } from './link-sure'

type Line = Awaited<ReturnType<typeof requireDraftLine>>['line']

/** Says which entry of the library a line of a draft means, or takes that back. Asked by a person, so it is learned. */
export async function linkLine(
  ctx: MemberCtx,
  { lineId, version, partId, learn }: z.output<typeof linkLineInput>,
): Promise<void> {
  const { line } = await requireDraftLine(ctx, lineId)
  if (partId === null) {
    if (line.partId === null) throw new DomainError('conflict', 'boms.lineNotLinked')
    await write(ctx, line, version, null)
    await forgetMatch(ctx, matchLineOf(line), line.partId)
    record(ctx, line, 'boms.unlinkLine', {})
  } else {
    const part = await requireOwnPart(ctx, partId)
    await write(ctx, line, version, partId)
    if (learn) await learnMatch(ctx, matchLineOf(line), partId)
    record(ctx, line, 'boms.linkLine', { number: part.number })
  }
  await announce(ctx, line.productId, 'boms.changed', { bomId: line.bomId })
}

/** Links every line of a draft whose part is sure and lets all others be. */
export async function linkExact(
  ctx: MemberCtx,
  { revisionId }: z.output<typeof linkExactInput>,
): Promise<{ linked: number }> {
  const { revision, access } = await requireDraft(ctx, revisionId)
  const linked = await linkSure(ctx, revision)
  if (linked > 0) await announce(ctx, access.productId, 'boms.changed', { bomId: revision.bomId })
  return { linked }
}

/** Makes an entry of the library from what a line of a draft says, and links the line to it. */
export async function createPartFromLine(
  ctx: MemberCtx,
  { lineId, version, number }: z.output<typeof createPartFromLineInput>,
): Promise<{ partId: string }> {
  const { line, access } = await requireDraftLine(ctx, lineId)
  if (line.version !== version) throw new DomainError('conflict', 'boms.lineStale')
  const [org] = await ctx.db.select({ currency: orgs.currency }).from(orgs).where(eq(orgs.id, access.orgId))
  const words = line.name || line.description.en || line.description.zh || line.value || number
  const { partId } = await addFromLine(ctx, {
    number,
    name: !line.name && !isBlank(line.description) ? line.description : bilingualFrom(words.slice(0, 200)),
    description: line.description,
    value: line.value.slice(0, 80),
    uom: line.uom.slice(0, 20),
    package: canonicalPackage(line.package || line.footprint).slice(0, 80),
    mpn: line.mpn.slice(0, 100),
    manufacturer: line.manufacturer.slice(0, 120),
    supplier: line.supplier.slice(0, 120),
    supplierPart: line.supplierPart.slice(0, 100),
    currency: org?.currency ?? 'USD',
  })
  await write(ctx, line, version, partId)
  record(ctx, line, 'boms.createPartFromLine', { number })
  await announce(ctx, line.productId, 'boms.changed', { bomId: line.bomId })
  return { partId }
}

/** Learns the pairs of numbers a factory's file holds: the customer's number is the brand's, the other the factory's. */
export async function learnFromFile(
  ctx: MemberCtx,
  { revisionId, partnerOrgId }: z.output<typeof learnFromFileInput>,
): Promise<Learned> {
  const { access } = await requireDraft(ctx, revisionId)
  const pairs = await readFilePairs(ctx, revisionId, access.productId)
  if (pairs.length === 0) throw new DomainError('invalid', 'boms.noPairsInFile')
  return learnCrossReferences(ctx, { counterpartOrgId: partnerOrgId, origin: 'import', pairs })
}

async function write({ db }: MemberCtx, line: Line, version: number, partId: string | null): Promise<void> {
  const written = await db
    .update(bomLines)
    .set({ partId, version: sql`${bomLines.version} + 1` })
    .where(and(eq(bomLines.id, line.id), eq(bomLines.orgId, line.orgId), eq(bomLines.version, version)))
    .returning({ id: bomLines.id })
  if (written.length === 0) throw new DomainError('conflict', 'boms.lineStale')
}

const record = (ctx: MemberCtx, line: Line, action: string, params: Record<string, string>) =>
  recordAudit(ctx, {
    action,
    subjectId: line.id,
    productId: line.productId,
    orgs: [line.orgId],
    params: { position: line.position, line: (line.refs || line.name || line.value).slice(0, 120), ...params },
  })
