import { initTRPC, TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import type { Pool } from '@/db/client'
import type { Actor, MemberActor } from '@/server/kernel/actor'
import type { Language } from '@/server/kernel/bilingual'
import { DomainError, type ErrorKind } from '@/server/kernel/errors'
import { sqlStateOf, transact, type Ctx } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'
import { transformer } from './transformer'

/** What a command may know of the request it came with. */
export type RequestInfo = Readonly<{
  ip: string
  userAgent: string
  locale: Language
  cookies: Readonly<Record<string, string>>
}>

/** One HTTP request, or one call from a server component. */
export type RequestContext = Readonly<{
  pool: Pool
  actor: Actor | null
  request: RequestInfo
  services: Services
  /** Adds a `Set-Cookie` header to the answer. */
  setCookie: (header: string) => void
  now: () => Date
}>

const trpcCode = {
  unauthenticated: 'UNAUTHORIZED',
  notFound: 'NOT_FOUND',
  forbidden: 'FORBIDDEN',
  conflict: 'CONFLICT',
  invalid: 'BAD_REQUEST',
  tooMany: 'TOO_MANY_REQUESTS',
} as const satisfies Record<ErrorKind, TRPCError['code']>

const domainErrorIn = (error: unknown): DomainError | null => {
  if (error instanceof DomainError) return error
  return error instanceof Error && error.cause !== undefined ? domainErrorIn(error.cause) : null
}

/** Text that no column can hold, such as a zero character: said by whoever typed it, so no fault of ours. */
const unstorable = new Set(['22021', '22P05'])
/** Half a character inside JSON, which the database calls wrong syntax. Other wrong syntax is ours. */
const isHalfCharacter = (error: unknown): boolean =>
  error instanceof Error &&
  ((sqlStateOf(error) === '22P02' && error.message.includes('type json')) || isHalfCharacter(error.cause))

const t = initTRPC.context<RequestContext>().create({
  transformer,
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
  errorFormatter: ({ shape, error }) => {
    const domain = domainErrorIn(error)
    const fields = error.cause instanceof ZodError ? error.cause.issues : null
    return {
      ...shape,
      // A stack or an internal sentence never leaves the server; the reader gets a code.
      message:
        domain?.code ??
        (fields ? 'common.invalidInput' : error.code === 'INTERNAL_SERVER_ERROR' ? 'common.unexpected' : error.code),
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        path: shape.data.path,
        domain: domain ? { code: domain.code, params: domain.params } : null,
        fields: fields?.map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message })) ?? null,
      },
    }
  },
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** One translation from domain to transport for every procedure there will ever be. */
export function toTransport(error: unknown): TRPCError {
  const domain = domainErrorIn(error)
  if (domain) return new TRPCError({ code: trpcCode[domain.kind], message: domain.code, cause: domain })
  if (unstorable.has(sqlStateOf(error)) || isHalfCharacter(error))
    return toTransport(new DomainError('invalid', 'common.invalidInput'))
  if (error instanceof TRPCError) return error
  return new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: error })
}

/** Runs the procedure in one transaction: a query read only, a mutation read write. */
function inTransaction<A extends Actor | null>(choose: (actor: Actor | null) => A, system: boolean) {
  return t.middleware(async ({ ctx, type, next }) => {
    try {
      const options = {
        actor: choose(ctx.actor),
        mode: type === 'query' ? 'read' : 'write',
        system,
        now: ctx.now,
      } as const
      return await transact(ctx.pool, options, async (inner: Ctx<A>) => {
        const result = await next({ ctx: { ...ctx, ...inner } })
        // tRPC hands failures back as values; the transaction must see them to roll back.
        if (!result.ok) throw result.error
        return result
      })
    } catch (error) {
      throw toTransport(error)
    }
  })
}

const requireActor = (actor: Actor | null): Actor => {
  if (actor === null) throw new DomainError('unauthenticated', 'people.signInNeeded')
  return actor
}
const requireMemberActor = (actor: Actor | null): MemberActor => {
  const signedIn = requireActor(actor)
  if (signedIn.member === null) throw new DomainError('forbidden', 'orgs.membershipNeeded')
  return { ...signedIn, member: signedIn.member }
}

/** Before anyone is known: sign-up, sign-in, invitation previews. Runs past row-level security; name every use. */
export const visitorProcedure = t.procedure.use(inTransaction((actor): Actor | null => actor, true))
/**
 * Where passwords are hashed and attempts are counted: the command opens short transactions of its own, so that nothing
 * is held open meanwhile and a refusal does not undo its own count. Like a visitor's, these run past row-level security.
 */
export const visitorSteps = t.procedure.use(async ({ next }) => {
  const result = await next()
  if (!result.ok) throw toTransport(result.error)
  return result
})
/** The same for a signed-in person. */
export const personSteps = t.procedure.use(async ({ ctx, next }) => {
  try {
    const result = await next({ ctx: { ...ctx, actor: requireActor(ctx.actor) } })
    if (!result.ok) throw result.error
    return result
  } catch (error) {
    throw toTransport(error)
  }
})
/** The same for a member: where something slow is done before, and outside, the transaction that keeps it. */
export const memberSteps = t.procedure.use(async ({ ctx, next }) => {
  try {
    const result = await next({ ctx: { ...ctx, actor: requireMemberActor(ctx.actor) } })
    if (!result.ok) throw result.error
    return result
  } catch (error) {
    throw toTransport(error)
  }
})
/** A signed-in person, with or without an organisation. */
export const personProcedure = t.procedure.use(inTransaction(requireActor, false))
/** A member acting for their organisation. */
export const memberProcedure = t.procedure.use(inTransaction(requireMemberActor, false))
/** An event stream of a member. Lasts long, so it opens short transactions of its own. */
export const memberStream = t.procedure.use(async ({ ctx, next }) => {
  try {
    return await next({ ctx: { ...ctx, actor: requireMemberActor(ctx.actor) } })
  } catch (error) {
    throw toTransport(error)
  }
})
