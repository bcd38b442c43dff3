import { and, asc, eq, isNotNull, ne } from 'drizzle-orm'
import type { z } from 'zod'
import { bomLines } from '@/db/schema/boms'
import { matchParts, summarizeParts } from '@/server/domains/parts/queries/match-parts'
import { confidenceOf, linksByItself, type MatchLine } from '@/server/domains/parts/rules/match'
import type { AnyCtx, MemberCtx } from '@/server/platform/context'
import { parsePackage } from '../importing/packages'
import type { candidatesInput, fileCrossReferencesInput, matchLinesInput } from '../rules/matching-inputs'
import type { MatchGroup } from '../rules/match-groups'
import { requireLine, requireRevision, requireWrite } from './access'

/** One name of the many a package goes by: `R_0402_1005Metric`, `0402R` and `贴片0402` agree. */
export const canonicalPackage = (text: string): string => parsePackage(text).name

const columns = {
  id: bomLines.id,
  version: bomLines.version,
  position: bomLines.position,
  refs: bomLines.refs,
  partId: bomLines.partId,
  ipn: bomLines.ipn,
  cpn: bomLines.cpn,
  name: bomLines.name,
  mpn: bomLines.mpn,
  manufacturer: bomLines.manufacturer,
  supplier: bomLines.supplier,
  supplierPart: bomLines.supplierPart,
  package: bomLines.package,
  footprint: bomLines.footprint,
  value: bomLines.value,
  description: bomLines.description,
}

/** Lines of a revision that are bought as parts: all but those that are other BOMs, or no parts at all. */
export const readMatchable = ({ db }: AnyCtx, revisionId: string, productId: string) =>
  db
    .select({ ...columns, childBomId: bomLines.childBomId })
    .from(bomLines)
    .where(
      and(eq(bomLines.revisionId, revisionId), eq(bomLines.productId, productId), eq(bomLines.excludeFromBom, false)),
    )
    .orderBy(asc(bomLines.position))
type Row = Omit<Awaited<ReturnType<typeof readMatchable>>[number], 'childBomId'>

/** A line as the library compares it. */
export const matchLineOf = ({ description, footprint, ...line }: Row): MatchLine => ({
  ipn: line.ipn,
  cpn: line.cpn,
  mpn: line.mpn,
  manufacturer: line.manufacturer,
  supplier: line.supplier,
  supplierPart: line.supplierPart,
  package: line.package || footprint,
  value: line.value,
  description: [line.name, description.en, description.zh].filter(Boolean).join(' '),
})

/**
 * All lines of a revision against the brand's library: how many are sure, likely, possible or unknown, and one page of
 * one of these groups with what each may be. The number of statements does not depend on the number of lines.
 */
export async function matchLines(
  ctx: MemberCtx,
  { revisionId, group, offset, limit }: z.output<typeof matchLinesInput>,
) {
  const { revision, access } = await requireRevision(ctx, revisionId)
  requireWrite(access)
  const rows = (await readMatchable(ctx, revisionId, access.productId)).filter(({ childBomId }) => childBomId === null)
  const open = rows.filter(({ partId }) => partId === null)
  const found = await matchParts(ctx, access.orgId, open.map(matchLineOf), canonicalPackage)
  const counts: Record<MatchGroup, number> = {
    exact: 0,
    likely: 0,
    possible: 0,
    none: 0,
    linked: rows.length - open.length,
  }
  const matched = open.map((row) => {
    const candidates = found.candidatesOf(matchLineOf(row))
    const confidence = confidenceOf(candidates)
    counts[confidence] += 1
    return { row, candidates, confidence }
  })
  const linked = rows
    .filter(({ partId }) => partId !== null)
    .map((row) => ({ row, candidates: [], confidence: 'linked' as const }))
  const page = (group === 'linked' ? linked : matched.filter(({ confidence }) => confidence === group)).slice(
    offset,
    offset + limit,
  )
  const ids = page.flatMap(({ row, candidates }) => [
    ...candidates.map(({ partId }) => partId),
    ...(row.partId === null ? [] : [row.partId]),
  ])
  const summaries = await summarizeParts(ctx, ids)
  return {
    draft: revision.state === 'draft',
    counts,
    offset,
    lines: page.map(({ row, candidates }) => ({
      ...row,
      part: row.partId === null ? null : (summaries.get(row.partId) ?? null),
      candidates: candidates.flatMap((candidate) => {
        const part = summaries.get(candidate.partId)
        return part ? [{ ...candidate, part }] : []
      }),
    })),
  }
}
export type MatchedLine = Awaited<ReturnType<typeof matchLines>>['lines'][number]

/** What one line may be, and what it is linked to. */
export async function listCandidates(ctx: MemberCtx, { lineId }: z.output<typeof candidatesInput>) {
  const { line, access } = await requireLine(ctx, lineId)
  requireWrite(access)
  const { revision } = await requireRevision(ctx, line.revisionId)
  const asked = matchLineOf(line)
  const candidates =
    line.partId === null ? (await matchParts(ctx, access.orgId, [asked], canonicalPackage)).candidatesOf(asked) : []
  const summaries = await summarizeParts(ctx, [
    ...candidates.map(({ partId }) => partId),
    ...(line.partId === null ? [] : [line.partId]),
  ])
  return {
    lineId,
    version: line.version,
    draft: revision.state === 'draft',
    part: line.partId === null ? null : (summaries.get(line.partId) ?? null),
    candidates: candidates.flatMap((candidate) => {
      const part = summaries.get(candidate.partId)
      return part ? [{ ...candidate, part }] : []
    }),
    /** The number a new entry would get from the line. */
    proposedNumber: line.ipn || line.cpn || '',
  }
}

/** Lines of a draft whose part is sure, by line. For the brand, or the system in its place. */
export async function findExact(
  ctx: AnyCtx,
  { id, orgId, productId }: Readonly<{ id: string; orgId: string; productId: string }>,
): Promise<Map<string, string>> {
  const rows = (await readMatchable(ctx, id, productId)).filter(
    ({ partId, childBomId }) => partId === null && childBomId === null,
  )
  const found = await matchParts(ctx, orgId, rows.map(matchLineOf), canonicalPackage)
  return new Map(
    rows.flatMap((row) => {
      const partId = linksByItself(found.candidatesOf(matchLineOf(row)))
      return partId === null ? [] : [[row.id, partId] as const]
    }),
  )
}

/** Pairs of numbers in a file that holds the customer's beside the maker's of the file: the brand's and the factory's. */
export async function readFilePairs({ db }: MemberCtx, revisionId: string, productId: string) {
  const rows = await db
    .selectDistinct({ own: bomLines.cpn, theirs: bomLines.ipn, theirsName: bomLines.name })
    .from(bomLines)
    .where(
      and(
        eq(bomLines.revisionId, revisionId),
        eq(bomLines.productId, productId),
        ne(bomLines.cpn, ''),
        ne(bomLines.ipn, ''),
        isNotNull(bomLines.ipn),
      ),
    )
    .limit(2_000)
  return rows.map((row) => ({
    own: row.own.slice(0, 200),
    theirs: row.theirs.slice(0, 200),
    ownName: '',
    theirsName: row.theirsName.slice(0, 300),
  }))
}

/** How many pairs of numbers a revision's file could teach, with the first few. */
export async function getFilePairs(ctx: MemberCtx, { revisionId }: z.output<typeof fileCrossReferencesInput>) {
  const { revision, access } = await requireRevision(ctx, revisionId)
  requireWrite(access)
  const pairs = revision.state === 'draft' ? await readFilePairs(ctx, revisionId, access.productId) : []
  return { count: pairs.length, sample: pairs.slice(0, 3) }
}
