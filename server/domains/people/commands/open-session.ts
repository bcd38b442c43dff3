import { eq } from 'drizzle-orm'
import { paths } from '@/app/_lib/paths'
import { users } from '@/db/schema/people'
import { languageTags } from '@/locales/config'
import { issueSession } from '@/server/auth/sessions'
import type { Visit } from '@/server/auth/visit'
import { queueMail } from '@/server/domains/notifications/commands/queue-mail'
import { transact, type AnyCtx } from '@/server/platform/context'
import { describeDevice, deviceText } from '../rules/devices'
import { isDemoEmail } from '../rules/email'
import type { SignedIn } from './sign-in'

type Proven = Readonly<{
  userId: string
  /** Whether to write to the person when this browser is new to the account. */
  announce: boolean
}>

/** Proves a person and opens their session in one transaction; cookies are set only once it is committed. */
export async function openSession(visit: Visit, prove: (ctx: AnyCtx) => Promise<Proven>): Promise<SignedIn> {
  const options = { actor: null, mode: 'write', system: true, now: visit.now } as const
  const { userId, session } = await transact(visit.pool, options, async (ctx) => {
    const { userId, announce } = await prove(ctx)
    const session = await issueSession(ctx, visit, userId)
    if (announce && session.unfamiliar) await announceDevice(ctx, visit, userId, session.sessionId)
    return { userId, session }
  })
  for (const cookie of session.cookies) visit.setCookie(cookie)
  return { userId, orgId: session.orgId }
}

async function announceDevice(ctx: AnyCtx, { request }: Visit, userId: string, sessionId: string): Promise<void> {
  const [person] = await ctx.db.select().from(users).where(eq(users.id, userId))
  if (!person || isDemoEmail(person.email)) return
  await queueMail(ctx, {
    to: person.email,
    userId,
    locale: person.locale,
    template: 'newDevice',
    params: {
      device: deviceText(describeDevice(request.userAgent)) || '—',
      ip: request.ip || '—',
      time: new Intl.DateTimeFormat(languageTags[person.locale], {
        dateStyle: 'medium',
        timeStyle: 'long',
        timeZone: person.timeZone,
      }).format(ctx.now()),
      path: paths.settings.security(),
    },
    dedupeKey: `newDevice:${sessionId}`,
  })
}
