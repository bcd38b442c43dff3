import { eq } from 'drizzle-orm'
import { members, orgs } from '@/db/schema/orgs'
import { sessions } from '@/db/schema/people'
import { bilingual, isBlank, reviseText, type BilingualText, type TextHand } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import { asSystem, type Ctx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { CreateOrgInput } from '../inputs'
import { orgSortKey } from '../rules/search'
import { announce } from './announce'

type About = CreateOrgInput['about']
/** Text as typed over the one before, in whichever languages it was typed in; none where there is nothing. */
export const aboutText = (about: About, before: BilingualText | null, hand: TextHand): BilingualText | null =>
  !about || isBlank(about) ? null : reviseText(before ?? bilingual(about.source, ''), about, hand)

/** Founds an organisation with the person as its owner, and lets this session act for it. */
export async function createOrg(ctx: Ctx, input: CreateOrgInput): Promise<{ orgId: string }> {
  const { userId, sessionId } = ctx.actor
  const orgId = newId('org')
  const { about, listed, ...given } = input
  await asSystem(ctx, async () => {
    await ctx.db.insert(orgs).values({
      id: orgId,
      ...given,
      about: aboutText(about, null, { userId, at: ctx.now() }),
      // Only manufacturers are there to be found.
      listed: given.kind === 'manufacturer' && listed,
      sortKey: orgSortKey(given),
    })
    await ctx.db.insert(members).values({ orgId, userId, role: 'owner' })
  })
  await ctx.db.update(sessions).set({ activeOrgId: orgId }).where(eq(sessions.id, sessionId))
  recordAudit(ctx, { action: 'orgs.createOrg', subjectId: orgId, orgs: [orgId], params: { kind: input.kind } })
  announce(ctx, 'orgs.changed', { orgId })
  return { orgId }
}
