import { partLosses } from '@/server/domains/parts/queries/part-losses'
import type { BilingualText } from '@/server/kernel/bilingual'
import { formatDecimal, multiplyDecimals, parseDecimal } from '@/server/kernel/decimal'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { ExplosionInput } from '../inputs'
import { explode, type ExplodedNode, type Explosion, type PartTotal } from '../rules/explode'
import { lossFacts, settleLoss, type SettledLoss, type StatedLoss } from '../rules/losses'
import { isCounted, requirementOf } from '../rules/requirement'
import { requireRevision } from './access'
import { additionsOf, lossesOf, readsFactory } from './factory-side'
import { loadStructures, type LoadedLine, type LoadedRevision } from './structures'

/** A total as it is asked for: what is known of the part, how much a build takes, and what is ordered for it. */
export type ExplosionTotal = Readonly<{
  identity: string
  role: PartTotal['role'] | 'addition'
  /** The first line that asks for it; null for what a factory adds. */
  lineId: string | null
  ipn: string
  mpn: string
  manufacturer: string
  value: string
  package: string
  name: string
  description: BilingualText | null
  uom: string
  refs: string
  /** How many lines ask for it, over all levels. */
  places: number
  /** Decimal text; gross is what is built in, need with losses, order in full packs. */
  gross: string
  need: string
  order: string
  asRequired: boolean
  pct: string
  extra: string
  lossSource: SettledLoss['source'] | null
}>

const longestRefs = 600
/** A build of which nobody counts the boards: class losses are those of production. */
const wholeBoards = (quantity: string): number => Math.min(Number.parseInt(quantity, 10) || 0, 1_000_000_000)

/**
 * What a build of a revision takes, per part over all levels, with losses and packs: the brand's own numbers, or those of
 * one factory (`partnerOrgId`), with what that factory adds. A factory reads its own and no other's.
 */
export async function explosion(ctx: MemberCtx, input: ExplosionInput) {
  const { revision, access } = await requireRevision(ctx, input.revisionId)
  const factory = await readsFactory(ctx, access, input.partnerOrgId)
  if (input.variant !== null && !revision.variants.some(({ code }) => code === input.variant)) {
    throw new DomainError('notFound', 'boms.variantNotFound', { code: input.variant })
  }
  const structures = await loadStructures(ctx, access, input.revisionId)
  const exploded = explode(structures, input.revisionId, input)
  const stated = await statedBy(ctx, access, factory, structures, exploded)
  const descriptions = await describe(ctx, exploded)
  const boards = wholeBoards(input.quantity)
  const totals: ExplosionTotal[] = exploded.totals.map((total) => {
    const { line, role, identity, asRequired, quantity, nodes } = total
    const { loss, source, multiple } = stated(total, boards)
    const lot = { moq: null, multiple }
    const counted = isCounted(line.uom)
    const bought = role === 'buy'
    const { gross, need, order } = requirementOf(quantity, bought ? loss : { pct: '0', extra: '0' }, lot, counted)
    return {
      identity,
      role,
      lineId: line.id,
      ipn: line.ipn,
      mpn: line.mpn,
      manufacturer: line.manufacturer,
      value: line.value,
      package: line.package || line.footprint,
      name: line.name,
      description: descriptions.get(line.id) ?? null,
      uom: line.uom,
      refs: refsOf(total, exploded, structures, input.revisionId),
      places: nodes.length,
      gross: formatDecimal(gross),
      need: formatDecimal(need),
      order: formatDecimal(order),
      asRequired,
      pct: bought ? loss.pct : '0',
      extra: bought ? loss.extra : '0',
      lossSource: bought ? source : null,
    }
  })
  const added = factory === null ? [] : await additionsOf(ctx, { ...access, bomId: revision.bomId }, factory.orgId)
  return {
    totals: [...totals, ...added.map((addition) => additionTotal(addition, input.quantity))],
    nodes: exploded.nodes.length,
    /** Lines that are said to pass demand on and have nothing below them: nothing is bought for them. */
    emptyPhantoms: emptyPhantoms(exploded),
    factory,
  }
}
export type ExplosionAnswer = Awaited<ReturnType<typeof explosion>>

type Addition = Awaited<ReturnType<typeof additionsOf>>[number]

function additionTotal(addition: Addition, quantity: string): ExplosionTotal {
  const per = parseDecimal(addition.quantity) ?? { unscaled: 0n, scale: 0 }
  const built = parseDecimal(quantity) ?? { unscaled: 0n, scale: 0 }
  const taken = multiplyDecimals(per, built)
  const pct = addition.attritionPct ?? '0'
  const extra = addition.attritionExtra ?? '0'
  const lot = { moq: null, multiple: addition.packMultiple }
  const { gross, need, order } = requirementOf(taken, { pct, extra }, lot, isCounted(addition.uom))
  return {
    identity: `addition:${addition.id}`,
    role: 'addition',
    lineId: null,
    ipn: addition.number,
    mpn: '',
    manufacturer: '',
    value: '',
    package: '',
    name: '',
    description: addition.name,
    uom: addition.uom,
    refs: '',
    places: 1,
    gross: formatDecimal(gross),
    need: formatDecimal(need),
    order: formatDecimal(order),
    asRequired: false,
    pct,
    extra,
    lossSource: 'factory',
  }
}

/** What is said of the losses of a total, by everybody who may be believed. */
async function statedBy(
  ctx: MemberCtx,
  access: Readonly<{ productId: string; orgId: string }>,
  factory: Readonly<{ orgId: string }> | null,
  structures: ReadonlyMap<string, LoadedRevision>,
  { nodes, totals }: Explosion<LoadedLine>,
) {
  const bomIds = [...new Set([...structures.values()].map(({ bomId }) => bomId))]
  const byFactory =
    factory === null ? new Map<string, StatedLoss>() : await lossesOf(ctx, access, bomIds, factory.orgId)
  const partIds = new Set(totals.flatMap(({ line }) => line.partId ?? []))
  const byPart = await partLosses(ctx, [...partIds])
  return (total: PartTotal<LoadedLine>, boards: number): SettledLoss => {
    const lines: ExplodedNode<LoadedLine>[] = []
    for (const index of total.nodes) {
      const node = nodes[index]
      if (node) lines.push(node)
    }
    const part = total.line.partId === null ? undefined : byPart.get(total.line.partId)
    const facts = lossFacts(total.line)
    return settleLoss(
      {
        factory:
          byFactory.size === 0
            ? []
            : lines.flatMap(({ line, revisionId }) => byFactory.get(lossKey(structures, revisionId, line)) ?? []),
        line: lines.map(({ line }) => line),
        part: part ? [{ ...part, packMultiple: null }] : [],
      },
      part?.kind ? { ...facts, kind: part.kind } : facts,
      boards,
    )
  }
}

const lossKey = (structures: ReadonlyMap<string, LoadedRevision>, revisionId: string, { key }: LoadedLine) =>
  `${structures.get(revisionId)?.bomId ?? ''} ${key}`

/** References of all places, those of a sub-BOM behind its name. */
function refsOf(
  { nodes: places }: PartTotal<LoadedLine>,
  { nodes }: Explosion<LoadedLine>,
  structures: ReadonlyMap<string, LoadedRevision>,
  top: string,
): string {
  const byRevision = new Map<string, Set<string>>()
  for (const index of places) {
    const node = nodes[index]
    if (!node || node.line.refs === '') continue
    const known = byRevision.get(node.revisionId)
    if (known) known.add(node.line.refs)
    else byRevision.set(node.revisionId, new Set([node.line.refs]))
  }
  const text = [...byRevision]
    .map(([id, refs]) => (id === top ? '' : `${structures.get(id)?.label ?? ''}: `) + [...refs].join(', '))
    .join('; ')
  return text.length > longestRefs ? `${text.slice(0, longestRefs)}…` : text
}

async function describe(ctx: MemberCtx, { totals }: Explosion<LoadedLine>): Promise<Map<string, BilingualText>> {
  const { rows } = await ctx.db.$client.query<{ id: string; description: BilingualText }>(
    'select id, description from bom_lines where id = any($1)',
    [totals.map(({ line }) => line.id)],
  )
  return new Map(rows.map(({ id, description }) => [id, description]))
}

function emptyPhantoms({ nodes }: Explosion<LoadedLine>): number {
  const phantoms = nodes.flatMap(({ role }, index) => (role === 'phantom' ? [index] : []))
  if (phantoms.length === 0) return 0
  const parents = new Set(nodes.map(({ parent }) => parent))
  return phantoms.filter((index) => !parents.has(index)).length
}
