import { and, asc, count, eq, gt, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { bomRevisions, boms } from '@/db/schema/boms'
import { productParties } from '@/db/schema/products'
import {
  readBacks,
  redlines,
  requirements,
  specAcknowledgements,
  specReviews,
  specRevisions,
  specs,
} from '@/db/schema/specs'
import { engineeringQueries, threads } from '@/db/schema/threads'
import { missingReadBacks } from '@/server/domains/specs/queries/read-backs'
import { textFields, type TextField } from '@/server/domains/specs/rules/requirement'
import type { TranslationState } from '@/server/kernel/bilingual'
import type { MemberCtx } from '@/server/platform/context'
import type { SystemCheck } from '../rules/criterion'

/** Whose eyes: the brand's, or one factory's, which only counts what that factory knows of. */
export type Viewer = Readonly<{ side: 'brand' } | { side: 'partner'; orgId: string }>

/**
 * What was found. `code` is a key under `gates:found`; `number` and `item` name the first document and place concerned,
 * `count` how many there are.
 */
export type Found = Readonly<{
  met: boolean
  code: FoundCode
  count: number
  number: string
  item: string
  /** The requirements concerned, the first ones of them, in the order of their documents. */
  places: readonly FoundPlace[]
}>
/** A requirement that a check stumbled over, with the texts concerned and what is wrong with each. */
export type FoundPlace = Readonly<{
  specId: string
  requirementId: string
  number: string
  code: string
  texts: readonly Readonly<{ field: TextField; state: TranslationState }>[]
}>
/** Places that are listed; who has more to do opens the document. */
const listedPlaces = 20
export const foundCodes = [
  'specReleased',
  'noSpec',
  'specUnreleased',
  'specSuspended',
  'readBackComplete',
  'noReadBack',
  'readBackMissing',
  'noneStale',
  'stale',
  'redlinesSettled',
  'redlinesOpen',
  'acknowledged',
  'notAsked',
  'notAcknowledged',
  'bomPresent',
  'noBom',
  'eqsSettled',
  'eqsOpen',
  'settled',
] as const
export type FoundCode = (typeof foundCodes)[number]

type Place = Readonly<{ orgId: string; productId: string }>
type Look = (ctx: MemberCtx, place: Place, viewer: Viewer) => Promise<Found>

const say = (
  met: boolean,
  code: FoundCode,
  more: Partial<Pick<Found, 'count' | 'number' | 'item' | 'places'>> = {},
): Found => ({
  met,
  code,
  count: 0,
  number: '',
  item: '',
  places: [],
  ...more,
})

/** The documents of a product that count: those not put away. */
const live = ({ orgId, productId }: Place) =>
  and(eq(specs.orgId, orgId), eq(specs.productId, productId), isNull(specs.archivedAt))

/** Every specification has a release, and it is in force. */
const specReleased: Look = async ({ db }, place) => {
  const rows = await db
    .select({ number: specs.number, state: specRevisions.state, letter: specRevisions.letter })
    .from(specs)
    .leftJoin(specRevisions, eq(specRevisions.id, specs.releasedRevisionId))
    .where(live(place))
    .orderBy(asc(specs.number))
  if (rows.length === 0) return say(false, 'noSpec')
  const open = rows.filter(({ state }) => state !== 'released')
  if (open.length === 0) return say(true, 'specReleased', { count: rows.length })
  // What was in force and is no more is told first: somebody may be building from it.
  const suspended = open.filter(({ state }) => state === 'suspended')
  const [first] = suspended
  if (first)
    return say(false, 'specSuspended', { count: suspended.length, number: first.number, item: first.letter ?? '' })
  return say(false, 'specUnreleased', { count: open.length, number: open[0]?.number ?? '' })
}

/**
 * Every factory that reads the specifications back has done so for every critical requirement, of the release where
 * there is one, of the newest revision before. For the brand at least one factory must have begun.
 */
const specReadBackComplete: Look = async (ctx, place, viewer) => {
  const { db } = ctx
  const rows = await db
    .select({
      specId: specs.id,
      number: specs.number,
      released: specs.releasedRevisionId,
      current: specs.currentRevisionId,
    })
    .from(specs)
    .where(live(place))
    .orderBy(asc(specs.number))
  if (rows.length === 0) return say(false, 'noSpec')
  const factories = viewer.side === 'partner' ? [viewer.orgId] : await readers(ctx, place)
  if (factories.length === 0) return say(false, 'noReadBack')
  let [missing, first] = [0, { number: '', item: '' }]
  for (const { specId, number, released, current } of rows) {
    const revision = { id: released ?? current ?? '', specId }
    for (const factory of factories) {
      const lacking = await missingReadBacks(ctx, revision, factory)
      if (missing === 0) first = { number, item: lacking[0]?.code ?? '' }
      missing += lacking.length
    }
  }
  return missing === 0 ? say(true, 'readBackComplete') : say(false, 'readBackMissing', { count: missing, ...first })
}

/** Factories now on the product that read something back or sign a specification. */
async function readers({ db }: MemberCtx, { orgId, productId }: Place): Promise<string[]> {
  const began = db
    .select({ id: readBacks.partnerOrgId })
    .from(readBacks)
    .where(and(eq(readBacks.orgId, orgId), eq(readBacks.productId, productId)))
  const sign = db
    .select({ id: specReviews.partnerOrgId })
    .from(specReviews)
    .where(and(eq(specReviews.orgId, orgId), eq(specReviews.productId, productId)))
  const found = await db
    .select({ orgId: productParties.orgId })
    .from(productParties)
    .where(
      and(
        eq(productParties.productId, productId),
        eq(productParties.ownerOrgId, orgId),
        eq(productParties.role, 'manufacturer'),
        eq(productParties.state, 'active'),
        isNotNull(productParties.orgId),
        sql`'specs' = any(${productParties.grants})`,
        or(inArray(productParties.orgId, began), inArray(productParties.orgId, sign)),
      ),
    )
  return found.flatMap((row) => row.orgId ?? [])
}

/** A text whose other language says something else now, or, where the requirement is critical, nobody vouched for. */
const untrusted = or(
  ...textFields.map((field) => {
    const text = requirements[field]
    return sql`((${text}->>'en') || (${text}->>'zh') <> '' and (${text}->>'state' = 'stale' or (${requirements.critical}
      and (${text}->>'state' in ('missing', 'machine') or ${text}->>(${text}->>'source') = ''))))`
  }),
)

/** In the newest revision of every specification both languages say the same, as far as anybody vouched. */
const noStaleCritical: Look = async ({ db }, place) => {
  const [documents] = await db.select({ rows: count() }).from(specs).where(live(place))
  if (documents?.rows === 0) return say(false, 'noSpec')
  const rows = await db
    .select({
      specId: specs.id,
      requirementId: requirements.requirementId,
      number: specs.number,
      code: requirements.code,
      critical: requirements.critical,
      title: requirements.title,
      text: requirements.text,
      condition: requirements.condition,
    })
    .from(specs)
    .innerJoin(requirements, eq(requirements.revisionId, specs.currentRevisionId))
    .where(and(live(place), untrusted))
    .orderBy(asc(specs.number), asc(requirements.position))
  if (rows.length === 0) return say(true, 'noneStale')
  const places = rows.slice(0, listedPlaces).map(({ specId, requirementId, number, code, critical, ...texts }) => ({
    ...{ specId, requirementId, number, code },
    texts: textFields.flatMap((field) => {
      const { state } = texts[field]
      const wanting = state === 'stale' || (critical && (state === 'missing' || state === 'machine'))
      return wanting && texts[field][texts[field].source] !== '' ? [{ field, state }] : []
    }),
  }))
  return say(false, 'stale', { count: rows.length, number: rows[0]?.number ?? '', item: rows[0]?.code ?? '', places })
}

const redlinesSettled: Look = async ({ db }, { orgId, productId }) => {
  const rows = await db
    .select({ number: specs.number, code: redlines.code })
    .from(redlines)
    .innerJoin(specs, eq(specs.id, redlines.specId))
    .where(
      and(eq(redlines.orgId, orgId), eq(redlines.productId, productId), inArray(redlines.state, ['open', 'countered'])),
    )
    .orderBy(asc(redlines.createdAt), asc(redlines.id))
  if (rows.length === 0) return say(true, 'redlinesSettled')
  return say(false, 'redlinesOpen', { count: rows.length, number: rows[0]?.number ?? '', item: rows[0]?.code ?? '' })
}

/** Whoever was asked to take note of a release that binds has done so. */
const releaseAcknowledged: Look = async ({ db }, place, viewer) => {
  const rows = await db
    .select({ number: specs.number, state: specAcknowledgements.state })
    .from(specs)
    .innerJoin(specAcknowledgements, eq(specAcknowledgements.revisionId, specs.releasedRevisionId))
    .innerJoin(
      productParties,
      and(
        eq(productParties.productId, specs.productId),
        eq(productParties.orgId, specAcknowledgements.partnerOrgId),
        eq(productParties.state, 'active'),
      ),
    )
    .where(
      and(live(place), viewer.side === 'partner' ? eq(specAcknowledgements.partnerOrgId, viewer.orgId) : undefined),
    )
    .orderBy(asc(specs.number))
  if (rows.length === 0) return say(false, 'notAsked')
  const open = rows.filter(({ state }) => state !== 'acknowledged')
  if (open.length === 0) return say(true, 'acknowledged', { count: rows.length })
  return say(false, 'notAcknowledged', { count: open.length, number: open[0]?.number ?? '' })
}

const bomPresent: Look = async ({ db }, { orgId, productId }) => {
  const [found] = await db
    .select({ rows: count() })
    .from(boms)
    .innerJoin(bomRevisions, eq(bomRevisions.id, boms.currentRevisionId))
    .where(
      and(eq(boms.orgId, orgId), eq(boms.productId, productId), isNull(boms.archivedAt), gt(bomRevisions.lineCount, 0)),
    )
  const boards = found?.rows ?? 0
  return boards > 0 ? say(true, 'bomPresent', { count: boards }) : say(false, 'noBom')
}

const eqsSettled: Look = async ({ db }, { orgId, productId }) => {
  const rows = await db
    .select({ code: engineeringQueries.code })
    .from(engineeringQueries)
    .innerJoin(threads, eq(threads.id, engineeringQueries.threadId))
    .where(and(eq(threads.orgId, orgId), eq(threads.productId, productId), eq(threads.state, 'open')))
    .orderBy(asc(engineeringQueries.code))
  if (rows.length === 0) return say(true, 'eqsSettled')
  return say(false, 'eqsOpen', { count: rows.length, item: rows[0]?.code ?? '' })
}

const looks: Readonly<Record<SystemCheck, Look>> = {
  specReleased,
  specReadBackComplete,
  noStaleCritical,
  redlinesSettled,
  releaseAcknowledged,
  bomPresent,
  eqsSettled,
}

/** What held when the gate passed is not asked again. */
export const settled: Found = say(true, 'settled')

/** Looks up what is asked, once each. The place is proven by the caller. */
export async function lookUp(
  ctx: MemberCtx,
  place: Place,
  viewer: Viewer,
  wanted: readonly SystemCheck[],
): Promise<ReadonlyMap<SystemCheck, Found>> {
  const found = new Map<SystemCheck, Found>()
  for (const check of new Set(wanted)) found.set(check, await looks[check](ctx, place, viewer))
  return found
}
