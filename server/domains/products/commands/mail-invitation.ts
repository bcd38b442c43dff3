import { and, eq } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { translator } from '@/locales/translator'
import { shoreLine } from '@/server/domains/calendars/rules/wording'
import { queueMail } from '@/server/domains/notifications/commands/queue-mail'
import type { Language } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { legalNameIn, personNameIn } from '../rules'
import { listSigners } from '../queries/list-signers'

type Addressee = { orgId: string } | { email: string; locale: Language } | null
type Sent = Readonly<{
  partyId: string
  /** What the address of the invitation ends in: a one-time secret, or the id for a known organisation. */
  invitation: string
  /** Counts how often this party was invited, so that inviting again mails again. */
  attempt: number
  to: Addressee
  expires: Date
}>
type Reader = { email: string; userId: string | null; locale: Language; timeZone: string }

/** Writes to those who can answer an invitation: the addressee, or the signing members of a known organisation. */
export async function mailInvitation(
  ctx: MemberCtx,
  { partyId, invitation, attempt, to, expires }: Sent,
): Promise<void> {
  if (to === null) return
  const [sender] = await ctx.db
    .select({
      legalNameEn: orgs.legalNameEn,
      legalNameZh: orgs.legalNameZh,
      timeZone: orgs.timeZone,
      displayNameEn: users.displayNameEn,
      displayNameZh: users.displayNameZh,
    })
    .from(orgs)
    .innerJoin(users, eq(users.id, ctx.actor.userId))
    .where(and(eq(orgs.id, ctx.actor.member.orgId)))
  if (!sender) throw new DomainError('notFound', 'products.partyNotFound')
  const readers: Reader[] =
    'orgId' in to ? await listSigners(ctx, to.orgId) : [await readerAt(ctx, to.email, to.locale)]
  for (const reader of readers) {
    const t = await translator(reader.locale)
    const link = { path: `/partner-invitations/${invitation}` }
    await queueMail(ctx, {
      to: reader.email,
      userId: reader.userId,
      locale: reader.locale,
      template: 'partnerInvitation',
      params: {
        brand: legalNameIn(reader.locale, sender),
        inviter: personNameIn(reader.locale, sender),
        expires: shoreLine(expires, [reader.timeZone, sender.timeZone], reader.locale, (name) =>
          t(`calendars:zone.${name}`),
        ),
        ...('orgId' in to ? link : {}),
      },
      secretParams: 'orgId' in to ? undefined : link,
      dedupeKey: `partnerInvitation ${partyId} ${attempt} ${reader.email}`,
    })
  }
}

/** Someone with an account reads in their own language; for others the inviter chose one. */
async function readerAt({ db }: MemberCtx, email: string, locale: Language): Promise<Reader> {
  const [user] = await db
    .select({ userId: users.id, locale: users.locale, timeZone: users.timeZone })
    .from(users)
    .where(eq(users.email, email))
  return { email, ...(user ?? { userId: null, locale, timeZone: locale === 'zh' ? 'Asia/Shanghai' : 'UTC' }) }
}
