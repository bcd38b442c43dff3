import { and, asc, eq, like } from 'drizzle-orm'
import { members, orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { cookieNames } from '@/server/auth/cookies'
import { hashToken } from '@/server/auth/actor'
import { findOneTimeToken, type OneTimePurpose } from '@/server/auth/one-time-tokens'
import { isSecure, type Visit } from '@/server/auth/visit'
import { hasOutbox } from '@/server/domains/notifications/queries/list-outbox'
import type { AnyCtx } from '@/server/platform/context'
import type { Settings } from '@/server/platform/settings'
import { demoEmailDomain } from '../rules/email'
import { oauthProviders } from '../rules/providers'

/** Ways in that this installation offers. */
export const signInOptions = ({ settings }: { settings: Settings }) => ({
  demo: settings.demo,
  /** Mail is kept in the outbox page, where a visitor of a demo reads it. */
  keepsMail: hasOutbox(settings),
  providers: oauthProviders.filter((provider) => settings.oauth[provider] !== undefined),
})

/** The demo world's accounts with their organisations; empty where this is no demo. */
export async function demoAccounts(ctx: AnyCtx, { settings }: { settings: Settings }) {
  if (!settings.demo) return []
  return ctx.db
    .select({
      userId: users.id,
      email: users.email,
      displayNameEn: users.displayNameEn,
      displayNameZh: users.displayNameZh,
      honorific: users.honorific,
      role: members.role,
      orgId: orgs.id,
      orgKind: orgs.kind,
      legalNameEn: orgs.legalNameEn,
      legalNameZh: orgs.legalNameZh,
    })
    .from(users)
    .innerJoin(members, and(eq(members.userId, users.id), eq(members.state, 'active')))
    .innerJoin(orgs, eq(orgs.id, members.orgId))
    .where(like(users.email, `%@${demoEmailDomain}`))
    .orderBy(asc(orgs.kind), asc(orgs.sortKey), asc(members.createdAt), asc(users.id))
}

/**
 * What the page behind a link shows before its button is pressed; null where the link no longer works. For whom it is
 * was told by the mail that carried it.
 */
export async function peekLink(
  ctx: AnyCtx,
  visit: Pick<Visit, 'request' | 'services'>,
  input: { purpose: OneTimePurpose; token: string },
) {
  const found = await findOneTimeToken(ctx, input.purpose, input.token)
  if (!found) return null
  const device = visit.request.cookies[cookieNames(isSecure(visit.services)).device]
  const sameBrowser = device !== undefined && hashToken(device) === found.draft?.deviceHash
  return { email: found.email, passwordNeeded: found.draft !== null && !sameBrowser }
}
