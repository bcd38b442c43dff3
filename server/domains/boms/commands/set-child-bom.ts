import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { bomLines, boms } from '@/db/schema/boms'
import { readIn } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { setChildBomInput } from '../inputs'
import { requireLine, requireWrite } from '../queries/access'
import { requireDraft } from '../queries/draft'
import { cycle, deepest } from '../rules/explode'
import { announce } from './announce'

/**
 * Says that a line of a draft is another BOM of the product, or no longer is. A BOM never stands inside itself, whichever
 * way around (`boms.cycle`, with the path); a line with lines below it is an assembly of its own (`boms.lineHasLines`).
 */
export async function setChildBom(
  ctx: MemberCtx,
  { lineId, version, childBomId }: z.infer<typeof setChildBomInput>,
): Promise<void> {
  const { line, access: read } = await requireLine(ctx, lineId)
  requireWrite(read)
  const { access } = await requireDraft(ctx, line.revisionId)
  const child = childBomId === null ? null : await requireChild(ctx, access, line, childBomId)
  const written = await ctx.db
    .update(bomLines)
    .set({ childBomId, childRevisionId: null, version: sql`${bomLines.version} + 1` })
    .where(and(eq(bomLines.id, lineId), eq(bomLines.orgId, access.orgId), eq(bomLines.version, version)))
    .returning({ id: bomLines.id })
  if (written.length === 0) throw new DomainError('conflict', 'boms.lineStale')
  recordAudit(ctx, {
    action: child === null ? 'boms.clearChildBom' : 'boms.setChildBom',
    subjectId: line.bomId,
    productId: access.productId,
    orgs: [access.orgId],
    params: { line: labelOf(line), ...(child && { nameEn: child.name.en, nameZh: child.name.zh }) },
  })
  await announce(ctx, access.productId, 'boms.changed', { bomId: line.bomId })
}

type Line = Readonly<
  Pick<typeof bomLines.$inferSelect, 'bomId' | 'revisionId' | 'position' | 'refs' | 'mpn' | 'ipn' | 'name'>
>

const labelOf = ({ refs, mpn, ipn, name, position }: Line): string => refs || mpn || ipn || name || `#${position}`

async function requireChild(
  ctx: MemberCtx,
  { orgId, productId }: Readonly<{ orgId: string; productId: string }>,
  line: Line,
  childBomId: string,
) {
  // All BOMs of the product, in one order: two people who link two BOMs to each other come one after the other.
  const all = await ctx.db
    .select({ id: boms.id, name: boms.name, revisionId: boms.currentRevisionId, archivedAt: boms.archivedAt })
    .from(boms)
    .where(and(eq(boms.productId, productId), eq(boms.orgId, orgId)))
    .orderBy(asc(boms.id))
    .for('update')
  const byId = new Map(all.map((bom) => [bom.id, bom]))
  const child = byId.get(childBomId)
  if (!child) throw new DomainError('notFound', 'boms.notFound')
  if (child.archivedAt !== null) throw new DomainError('conflict', 'boms.childArchived')
  const [below] = await ctx.db
    .select({ id: bomLines.id })
    .from(bomLines)
    .where(and(eq(bomLines.revisionId, line.revisionId), eq(bomLines.parentPosition, line.position)))
    .limit(1)
  if (below) throw new DomainError('conflict', 'boms.lineHasLines')
  const links = await ctx.db
    .selectDistinct({ bomId: bomLines.bomId, childBomId: bomLines.childBomId })
    .from(bomLines)
    .where(
      and(
        eq(bomLines.productId, productId),
        isNotNull(bomLines.childBomId),
        inArray(
          bomLines.revisionId,
          all.flatMap(({ revisionId }) => revisionId ?? []),
        ),
      ),
    )
  const back = pathBetween(childBomId, line.bomId, links)
  const label = (id: string) => readIn(ctx.actor.locale, byId.get(id)?.name ?? child.name).text
  if (back) throw cycle([line.bomId, ...back].map(label))
  if (heightBelow(childBomId, links) >= deepest) {
    throw new DomainError('invalid', 'boms.tooDeep', { most: deepest, path: label(childBomId) })
  }
  return child
}

type Link = Readonly<{ bomId: string; childBomId: string | null }>

/** The BOMs on the way from one down to another, both included; null where none leads there. */
function pathBetween(
  from: string,
  to: string,
  links: readonly Link[],
  walked: ReadonlySet<string> = new Set(),
): string[] | null {
  if (from === to) return [from]
  if (walked.has(from)) return null
  for (const { bomId, childBomId } of links) {
    if (bomId !== from || childBomId === null) continue
    const rest = pathBetween(childBomId, to, links, new Set([...walked, from]))
    if (rest) return [from, ...rest]
  }
  return null
}

/** How many levels of sub-BOMs stand below one; counted no further than is allowed. */
function heightBelow(bomId: string, links: readonly Link[], level = 0): number {
  if (level >= deepest) return level
  const heights = links.flatMap((link) =>
    link.bomId === bomId && link.childBomId !== null ? [heightBelow(link.childBomId, links, level + 1)] : [],
  )
  return Math.max(level, ...heights)
}
