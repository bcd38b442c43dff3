import { and, asc, count, eq, sql, type SQL } from 'drizzle-orm'
import { bomLineLosses, bomLines, bomRevisions } from '@/db/schema/boms'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { MbomLinesInput } from '../inputs'
import { manufacturingBom, standingOf } from '../rules/mbom'
import { containing, searchTerms } from '../rules/search'
import { requireBom, type BomAccess } from './access'
import { additionsOf, factorySide, listFactories, lossesOf, readsFactory, type FactoryName } from './factory-side'

/** The revision a factory builds from: the one in force, until there is one the newest. */
async function revisionToBuild(
  ctx: MemberCtx,
  {
    id,
    releasedRevisionId,
    currentRevisionId,
  }: Readonly<{ id: string; releasedRevisionId: string | null; currentRevisionId: string | null }>,
) {
  const [revision] = await ctx.db
    .select({
      id: bomRevisions.id,
      number: bomRevisions.number,
      letter: bomRevisions.letter,
      state: bomRevisions.state,
      lineCount: bomRevisions.lineCount,
    })
    .from(bomRevisions)
    .where(and(eq(bomRevisions.bomId, id), eq(bomRevisions.id, releasedRevisionId ?? currentRevisionId ?? '')))
  if (!revision) throw new DomainError('notFound', 'boms.revisionNotFound')
  return revision
}

/** The factory whose view is read: the one that was named, else the first the brand works with. */
async function viewOf(ctx: MemberCtx, access: BomAccess, named: string | null) {
  const factories = await listFactories(ctx, access)
  const factory: FactoryName | null = named === null ? (factories[0] ?? null) : await readsFactory(ctx, access, named)
  return { factories, factory }
}

/** Whose losses a reader may count with: the brand those of every factory it shows the BOM, a factory its own. */
export async function listBuilders(ctx: MemberCtx, { bomId }: Readonly<{ bomId: string }>): Promise<FactoryName[]> {
  const { access } = await requireBom(ctx, bomId)
  return listFactories(ctx, access)
}

/**
 * A BOM as a factory builds from it: the brand's lines, locked, with that factory's losses, and what it adds. The brand
 * reads the view of each factory, a factory its own.
 */
export async function mbom(
  ctx: MemberCtx,
  { bomId, partnerOrgId }: Readonly<{ bomId: string; partnerOrgId: string | null }>,
) {
  const { bom, access } = await requireBom(ctx, bomId)
  const { factories, factory } = await viewOf(ctx, access, partnerOrgId)
  const revision = await revisionToBuild(ctx, bom)
  const additions = factory === null ? [] : await additionsOf(ctx, { ...access, bomId }, factory.orgId)
  const losses = factory === null ? null : await lossesOf(ctx, access, [bomId], factory.orgId)
  const keys = [...(losses?.keys() ?? [])].map((key) => key.slice(bomId.length + 1))
  const lines = factory === null ? [] : await engineeringLines(ctx, access.productId, revision.id)
  return {
    revision,
    factories,
    factory,
    additions,
    standing: standingOf(manufacturingBom(lines, additions), lines, keys),
    editable: factory !== null && (await factorySide(ctx, access)),
  }
}
export type MbomAnswer = Awaited<ReturnType<typeof mbom>>

const matching = (partnerOrgId: string): SQL | undefined =>
  and(
    eq(bomLineLosses.bomId, bomLines.bomId),
    eq(bomLineLosses.lineKey, bomLines.key),
    eq(bomLineLosses.partnerOrgId, partnerOrgId),
  )

/** One window of the brand's lines with what the factory says of each. */
export async function mbomLines(ctx: MemberCtx, input: MbomLinesInput) {
  const { bom, access } = await requireBom(ctx, input.bomId)
  const { factory } = await viewOf(ctx, access, input.partnerOrgId)
  const revision = await revisionToBuild(ctx, bom)
  const losses = matching(factory?.orgId ?? '')
  const wanted = and(
    eq(bomLines.revisionId, revision.id),
    eq(bomLines.productId, access.productId),
    ...searchTerms(input.search).map((term) => sql`${bomLines.searchText} like ${containing(term)}`),
    input.stated ? sql`${bomLineLosses.lineKey} is not null` : undefined,
  )
  const [all] = await ctx.db.select({ total: count() }).from(bomLines).leftJoin(bomLineLosses, losses).where(wanted)
  const lines = await ctx.db
    .select({
      id: bomLines.id,
      key: bomLines.key,
      position: bomLines.position,
      refs: bomLines.refs,
      quantity: sql<string | null>`trim_scale(${bomLines.quantity})::text`,
      uom: bomLines.uom,
      usage: bomLines.usage,
      dnp: bomLines.dnp,
      excludeFromBom: bomLines.excludeFromBom,
      ipn: bomLines.ipn,
      mpn: bomLines.mpn,
      manufacturer: bomLines.manufacturer,
      value: bomLines.value,
      package: bomLines.package,
      name: bomLines.name,
      mount: bomLines.mount,
      description: bomLines.description,
      linePct: sql<string | null>`trim_scale(${bomLines.attritionPct})::text`,
      lineExtra: sql<string | null>`trim_scale(${bomLines.attritionExtra})::text`,
      linePack: sql<string | null>`trim_scale(${bomLines.packMultiple})::text`,
      attritionPct: sql<string | null>`trim_scale(${bomLineLosses.attritionPct})::text`,
      attritionExtra: sql<string | null>`trim_scale(${bomLineLosses.attritionExtra})::text`,
      packMultiple: sql<string | null>`trim_scale(${bomLineLosses.packMultiple})::text`,
      lossVersion: sql<number>`coalesce(${bomLineLosses.version}, 0)`,
    })
    .from(bomLines)
    .leftJoin(bomLineLosses, losses)
    .where(wanted)
    .orderBy(asc(bomLines.position))
    .offset(input.offset)
    .limit(input.limit)
  return { total: all?.total ?? 0, offset: input.offset, lines }
}
export type MbomLine = Awaited<ReturnType<typeof mbomLines>>['lines'][number]

/** The lines of a revision as a factory's BOM is held against them. */
export const engineeringLines = (ctx: MemberCtx, productId: string, revisionId: string) =>
  ctx.db
    .select({
      key: bomLines.key,
      ipn: bomLines.ipn,
      mpn: bomLines.mpn,
      dnp: bomLines.dnp,
      excludeFromBom: bomLines.excludeFromBom,
    })
    .from(bomLines)
    .where(and(eq(bomLines.revisionId, revisionId), eq(bomLines.productId, productId)))
