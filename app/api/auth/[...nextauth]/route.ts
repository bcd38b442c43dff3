import NextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import { requestContext } from '@/app/_lib/server'
import { authOptions } from '@/server/auth/oauth/options'
import type { OauthFacts } from '@/server/auth/oauth/adapter'
import { rememberDevice } from '@/server/auth/sessions'
import { transact } from '@/server/platform/context'

// Our server established the `x-forwarded-*` headers itself, so the library may believe them.
process.env['AUTH_TRUST_HOST'] = 'true'

type Segments = { params: Promise<{ nextauth: string[] }> }

async function handle(request: NextRequest, segments: Segments): Promise<Response> {
  const visit = await requestContext()
  const facts: OauthFacts = { verifiedEmail: null, signedIn: null }
  const answer: Response = await NextAuth(request, segments, authOptions(visit, facts))
  const { signedIn } = facts
  if (signedIn === null) return answer
  const options = { actor: null, mode: 'write', system: true, now: visit.now } as const
  const device = await transact(visit.pool, options, (ctx) => rememberDevice(ctx, visit, signedIn))
  answer.headers.append('set-cookie', device.cookie)
  return answer
}

export { handle as GET, handle as POST }
