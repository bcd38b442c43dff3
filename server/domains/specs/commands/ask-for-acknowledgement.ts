import { and, eq, isNull, sql } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { productParties, products } from '@/db/schema/products'
import { specAcknowledgements, specRevisions, specs } from '@/db/schema/specs'
import { dueIn } from '@/server/domains/calendars/rules/working-days'
import { newId } from '@/server/kernel/ids'
import type { AnyCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { SpecEvent } from '../events'
import { acknowledgementDays } from '../rules/limits'

/** Whose releases, and of whom: every partner that may see them unless one is named. */
type Place = Readonly<{ specId: string } | { productId: string; partnerOrgId?: string }>

/**
 * Asks every partner that may see a release in force, and was not asked, to acknowledge it within three of its working
 * days from `since`. With `again`, one that owes an answer from an earlier time on the product gets the new deadline. Asking
 * twice asks once. Returns what was asked.
 */
export async function askForAcknowledgement(ctx: AnyCtx, place: Place, since: Date, again = false) {
  const found = await ctx.db
    .select({
      spec: specs,
      revision: { id: specRevisions.id, letter: specRevisions.letter, number: specRevisions.number },
      partner: { id: orgs.id, country: orgs.country, timeZone: orgs.timeZone },
    })
    .from(specs)
    .innerJoin(specRevisions, and(eq(specRevisions.id, specs.releasedRevisionId), eq(specRevisions.state, 'released')))
    .innerJoin(products, and(eq(products.id, specs.productId), isNull(products.archivedAt)))
    .innerJoin(
      productParties,
      and(
        eq(productParties.productId, specs.productId),
        eq(productParties.ownerOrgId, specs.orgId),
        eq(productParties.role, 'manufacturer'),
        eq(productParties.state, 'active'),
        sql`'specs' = any(${productParties.grants})`,
      ),
    )
    .innerJoin(orgs, eq(orgs.id, productParties.orgId))
    .where(
      and(
        isNull(specs.archivedAt),
        'specId' in place ? eq(specs.id, place.specId) : eq(specs.productId, place.productId),
        'partnerOrgId' in place && place.partnerOrgId ? eq(orgs.id, place.partnerOrgId) : undefined,
      ),
    )
  if (found.length === 0) return []
  const insert = ctx.db.insert(specAcknowledgements).values(
    found.map(({ spec, revision, partner }) => {
      const { at, provisional } = dueIn(since, acknowledgementDays, partner)
      return {
        id: newId('acknowledgement'),
        orgId: spec.orgId,
        partnerOrgId: partner.id,
        productId: spec.productId,
        specId: spec.id,
        revisionId: revision.id,
        dueAt: at,
        provisional,
      }
    }),
  )
  const target = [specAcknowledgements.revisionId, specAcknowledgements.partnerOrgId]
  const asking = again
    ? insert.onConflictDoUpdate({
        target,
        set: {
          dueAt: sql`excluded.due_at`,
          provisional: sql`excluded.provisional`,
          version: sql`${specAcknowledgements.version} + 1`,
        },
        setWhere: sql`${specAcknowledgements.state} = 'pending' and ${specAcknowledgements.dueAt} < excluded.due_at`,
      })
    : insert.onConflictDoNothing({ target })
  const asked = await asking.returning({
    id: specAcknowledgements.id,
    revisionId: specAcknowledgements.revisionId,
    partnerOrgId: specAcknowledgements.partnerOrgId,
  })
  const type: SpecEvent = 'specs.acknowledgementAsked'
  return found.flatMap(({ spec, revision, partner }) => {
    const row = asked.find((each) => each.revisionId === revision.id && each.partnerOrgId === partner.id)
    if (!row) return []
    publish(ctx, {
      type,
      audience: [spec.orgId, partner.id],
      productId: spec.productId,
      payload: { specId: spec.id, revisionId: revision.id, acknowledgementId: row.id },
    })
    return [{ spec, revision, partnerOrgId: partner.id }]
  })
}

/** The same for partners that came to a release after it was made, noted in the chains of both sides. */
export async function askReaders(ctx: AnyCtx, place: Place, since: Date, again = false): Promise<void> {
  for (const { spec, revision, partnerOrgId } of await askForAcknowledgement(ctx, place, since, again))
    recordAudit(ctx, {
      action: 'specs.askForAcknowledgement',
      subjectId: spec.id,
      productId: spec.productId,
      orgs: [spec.orgId, partnerOrgId],
      params: { number: spec.number, revision: revision.letter ?? revision.number },
    })
}
