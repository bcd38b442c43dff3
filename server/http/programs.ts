import type { z } from 'zod'
import { translator } from '@/locales/translator'
import type { Bearer } from '@/server/auth/bearer'
import { readLocale } from '@/server/auth/cookies'
import type { TokenScope } from '@/server/domains/apiTokens/rules'
import { DomainError } from '@/server/kernel/errors'
import { currentRole } from '@/server/domains/apiTokens/queries/current-role'
import { requireMember, transact, type MemberCtx } from '@/server/platform/context'
import { sendJson } from './answer'
import { readBody } from './body'
import { statusOf } from './files'
import type { RouteContext } from './route'

/** Runs one step as the member whose token a program showed, if the token is for it. Errors: apiTokens.scopeMissing. */
export function asBearer<T>(
  { bearer, runtime }: Pick<RouteContext, 'bearer' | 'runtime'>,
  scope: TokenScope,
  mode: 'read' | 'write',
  work: (ctx: MemberCtx, bearer: Bearer) => Promise<T>,
): Promise<T> {
  if (bearer === null) throw new DomainError('unauthenticated', 'apiTokens.tokenNeeded')
  if (!bearer.scopes.includes(scope)) throw new DomainError('forbidden', 'apiTokens.scopeMissing', { scope })
  const { actor } = bearer
  return transact(runtime.services.pool, { actor, mode }, async (ctx) => {
    const member = requireMember(ctx)
    // A body may take its time: what was revoked meanwhile counts.
    const role = await currentRole(member, bearer)
    if (role === null) throw new DomainError('unauthenticated', 'apiTokens.tokenNeeded')
    return work({ ...member, actor: { ...member.actor, member: { ...member.actor.member, role } } }, bearer)
  })
}

/** Refuses what belongs to another product than the token. */
export function requireProductOf({ productId }: Bearer, wanted: string): void {
  if (productId !== null && productId !== wanted) throw new DomainError('forbidden', 'apiTokens.otherProduct')
}

/** A JSON body of a shape; `code` is the refusal of anything else. The first thing that is wrong is named by its path. */
export async function jsonBody<Shape extends z.ZodType>(
  { req, maxBytes }: RouteContext,
  shape: Shape,
  code: 'flashing.bodyUnreadable' | 'firmware.bodyUnreadable',
): Promise<z.output<Shape>> {
  const text = (await readBody(req, maxBytes)).toString('utf8')
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    throw new DomainError('invalid', code, { at: 'JSON' })
  }
  const read = shape.safeParse(given)
  if (read.success) return read.data
  const [issue] = read.error.issues
  // A rule of ours has a sentence of its own; shapes have not.
  if (issue && /^[a-z]\w+\.\w+$/i.test(issue.message)) throw new DomainError('invalid', issue.message)
  throw new DomainError('invalid', code, { at: issue?.path.map(String).join('.') || 'JSON' })
}

/**
 * Words a refusal for programs, whose readers look into a log: the code, and its sentence in the language of
 * `Accept-Language`, English without one.
 */
export const refusingProgram =
  (handler: (ctx: RouteContext) => Promise<void>) =>
  async (ctx: RouteContext): Promise<void> => {
    try {
      await handler(ctx)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      const t = await translator(readLocale({}, ctx.req.headers['accept-language']))
      // The code is a key of the texts; a test holds every code to it.
      const message = t(`errors:${error.code}` as 'errors:common.unexpected', { ...error.params })
      sendJson(ctx.res, statusOf[error.kind], { error: { code: error.code, params: error.params, message } })
    }
  }
