import { and, desc, eq, or } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { ndaAcceptances } from '@/db/schema/products'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import { hashOf } from './show-nda'

/** Both sides keep their proof, also after the access has ended; so these ask for the sides, not for the product. */
const concerns = (orgId: string) => or(eq(ndaAcceptances.orgId, orgId), eq(ndaAcceptances.ownerOrgId, orgId))

/**
 * Undertakings the organisation gave or was given, newest first. Past row-level security for the brand's name alone:
 * whoever signed keeps knowing to whom, also after the access has ended.
 */
export async function listNdaRecords(ctx: MemberCtx) {
  const { orgId } = ctx.actor.member
  return asSystem(ctx, () =>
    ctx.db
      .select({
        id: ndaAcceptances.id,
        acceptedAt: ndaAcceptances.acceptedAt,
        signerName: ndaAcceptances.signerName,
        brand: { legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh },
      })
      .from(ndaAcceptances)
      .innerJoin(orgs, eq(orgs.id, ndaAcceptances.ownerOrgId))
      .where(concerns(orgId))
      .orderBy(desc(ndaAcceptances.acceptedAt))
      .limit(200),
  )
}

/** One undertaking in full. `intact` recomputes the hash of the kept text. */
export async function getNdaRecord({ db, actor }: MemberCtx, { ndaId }: Readonly<{ ndaId: string }>) {
  const [record] = await db
    .select({
      id: ndaAcceptances.id,
      text: ndaAcceptances.text,
      textHash: ndaAcceptances.textHash,
      language: ndaAcceptances.language,
      ndaVersion: ndaAcceptances.ndaVersion,
      signerName: ndaAcceptances.signerName,
      signerTitle: ndaAcceptances.signerTitle,
      ip: ndaAcceptances.ip,
      acceptedAt: ndaAcceptances.acceptedAt,
      email: users.email,
    })
    .from(ndaAcceptances)
    .innerJoin(users, eq(users.id, ndaAcceptances.userId))
    .where(and(eq(ndaAcceptances.id, ndaId), concerns(actor.member.orgId)))
  if (!record) throw new DomainError('notFound', 'products.ndaNotFound')
  return { ...record, intact: hashOf(record.text) === record.textHash }
}
export type NdaRecordView = Awaited<ReturnType<typeof getNdaRecord>>
