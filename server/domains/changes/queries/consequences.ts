import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm'
import { bomLineRefs, bomLines } from '@/db/schema/boms'
import { requirements, specs } from '@/db/schema/specs'
import { requireRelease } from '@/server/domains/boms/queries/access'
import { substituteCost } from '@/server/domains/boms/queries/substitute-cost'
import { requireSubstitution } from '@/server/domains/boms/queries/substitutions'
import { checkSubstitute } from '@/server/domains/boms/rules/substitutions'
import type { MemberCtx } from '@/server/platform/context'
import { consequencesOf, type Consequences } from '../rules/consequences'

/** For how many of the BOM costs are compared. */
const usualQuantity = '1000'

const none: Consequences = { kinds: [], recertify: false, requirements: [], otherLines: [] }

/** What saying yes to a request would touch, for those of the brand who answer it. The line is read as it is now. */
export async function getConsequences(ctx: MemberCtx, { substitutionId }: Readonly<{ substitutionId: string }>) {
  const { substitution, bom, access } = await requireSubstitution(ctx, substitutionId)
  requireRelease(access)
  const released = bom.releasedRevisionId !== null
  const { db } = ctx
  const revisionId = bom.currentRevisionId ?? substitution.revisionId
  const [line] = await db
    .select()
    .from(bomLines)
    .where(and(eq(bomLines.revisionId, revisionId), eq(bomLines.key, substitution.lineKey)))
  if (!line) return { ...none, findings: [], line: null, cost: null, released }
  const refs = await db
    .select({ ref: bomLineRefs.ref })
    .from(bomLineRefs)
    .where(eq(bomLineRefs.lineId, line.id))
    .orderBy(asc(bomLineRefs.ordinal))
  const found = consequencesOf(
    line,
    refs.map(({ ref }) => ref),
    substitution.proposed,
    { requirements: await requirementsOf(ctx, substitution.productId), lines: await sameParts(ctx, revisionId, line) },
  )
  const asked = { revisionId, lineId: line.id, proposed: substitution.proposed, quantity: usualQuantity }
  return {
    ...found,
    cost: access.prices ? await substituteCost(ctx, asked) : null,
    findings: checkSubstitute(line, substitution.proposed),
    line: { id: line.id, position: line.position, refs: line.refs },
    released,
  }
}
export type ConsequencesView = Awaited<ReturnType<typeof getConsequences>>

/** Requirements that bind now, or will: of the released revision of every specification, else of its newest. */
async function requirementsOf({ db }: MemberCtx, productId: string) {
  const documents = await db
    .select({ released: specs.releasedRevisionId, current: specs.currentRevisionId })
    .from(specs)
    .where(and(eq(specs.productId, productId), isNull(specs.archivedAt)))
  const revisions = documents.flatMap(({ released, current }) => released ?? current ?? [])
  if (revisions.length === 0) return []
  return db
    .select({
      code: requirements.code,
      section: requirements.section,
      title: requirements.title,
      text: requirements.text,
      links: requirements.links,
    })
    .from(requirements)
    .where(inArray(requirements.revisionId, revisions))
    .orderBy(asc(requirements.position))
}

/** Lines that may be of the same part: by maker's number, else by one's own. */
const sameParts = ({ db }: MemberCtx, revisionId: string, line: typeof bomLines.$inferSelect) =>
  db
    .select({
      id: bomLines.id,
      key: bomLines.key,
      position: bomLines.position,
      refs: bomLines.refs,
      mpn: bomLines.mpn,
      manufacturer: bomLines.manufacturer,
      ipn: bomLines.ipn,
    })
    .from(bomLines)
    .where(
      and(
        eq(bomLines.revisionId, revisionId),
        ne(bomLines.id, line.id),
        line.mpn === '' ? and(eq(bomLines.ipn, line.ipn), ne(bomLines.ipn, '')) : eq(bomLines.mpn, line.mpn),
      ),
    )
    .orderBy(asc(bomLines.position))
    .limit(100)
