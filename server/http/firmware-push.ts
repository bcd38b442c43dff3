import { declareBuild } from '@/server/domains/firmware/commands/declare-build'
import { registerBuild } from '@/server/domains/firmware/commands/register-build'
import { declareBuildInput } from '@/server/domains/firmware/inputs'
import { mostFirmwareBytes } from '@/server/domains/firmware/formats/limits'
import { findBuildByVersion } from '@/server/domains/firmware/queries/find-build'
import { findLineByNumber } from '@/server/domains/firmware/queries/list-lines'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { Bearer } from '@/server/auth/bearer'
import { sendJson } from './answer'
import { takeFile } from './firmware'
import { asBearer, jsonBody, refusingProgram, requireProductOf } from './programs'
import type { Route, RouteContext } from './route'

const scope = 'firmware.push'
const mostDeclared = 200_000
const declaration = declareBuildInput.omit({ lineId: true, version: true })
const versionOf = ({ params }: RouteContext): string => params.version ?? ''

/** The line of the path, if it is the brand's and the token is for its product. */
async function requireNumbered(member: MemberCtx, bearer: Bearer, { params }: RouteContext) {
  const line = await findLineByNumber(member, { number: params.line ?? '', productId: bearer.productId })
  if (line === null) throw new DomainError('notFound', 'firmware.lineNotFound')
  requireProductOf(bearer, line.productId)
  return line
}

async function requireVersion(member: MemberCtx, bearer: Bearer, ctx: RouteContext) {
  const line = await requireNumbered(member, bearer, ctx)
  const build = await findBuildByVersion(member, { lineId: line.lineId, version: versionOf(ctx) })
  if (build === null) throw new DomainError('notFound', 'firmware.buildNotFound')
  return { line, build }
}

/** Announces a build: what it is, and the name, role, size and SHA-256 of each file. The same again goes on with it. */
async function declare(ctx: RouteContext): Promise<void> {
  // Asked before the body is read.
  await asBearer(ctx, scope, 'read', (member, bearer) => requireNumbered(member, bearer, ctx))
  const declared = await jsonBody(ctx, declaration, 'firmware.bodyUnreadable')
  const version = declareBuildInput.shape.version.safeParse(versionOf(ctx))
  if (!version.success) throw new DomainError('invalid', 'firmware.versionInvalid')
  const answer = await asBearer(ctx, scope, 'write', async (member, bearer) => {
    const { lineId } = await requireNumbered(member, bearer, ctx)
    return declareBuild(member, { ...declared, lineId, version: version.data }, { pushedWith: bearer.name })
  })
  sendJson(ctx.res, answer.state === 'open' ? 201 : 200, answer)
}

const take = async (ctx: RouteContext): Promise<void> => {
  const { build } = await asBearer(ctx, scope, 'read', (member, bearer) => requireVersion(member, bearer, ctx))
  const named = { buildId: build.id, name: ctx.params.name ?? '' }
  await takeFile(ctx, (mode, work) => asBearer(ctx, scope, mode, work), named)
}

/** All files are there: the build stands still. Asked again, it answers the same. */
async function register(ctx: RouteContext): Promise<void> {
  const answer = await asBearer(ctx, scope, 'write', async (member, bearer) => {
    const { line, build } = await requireVersion(member, bearer, ctx)
    const { contentHash } = await registerBuild(member, { buildId: build.id })
    const page = `${ctx.arrival.origin}/products/${line.productId}/firmware/${line.lineId}/${build.id}`
    return { buildId: build.id, contentHash, page }
  })
  sendJson(ctx.res, 200, answer)
}

const build = '/api/v1/firmware/:line/builds/:version'

/** Builds from pipelines. Everything can be sent again after a cut line: content decides, nothing is there twice. */
export const firmwarePushRoutes: readonly Route[] = [
  { methods: ['PUT'], pattern: build, access: 'token', maxBytes: mostDeclared, handler: refusingProgram(declare) },
  {
    methods: ['PUT'],
    pattern: `${build}/files/:name`,
    access: 'token',
    maxBytes: mostFirmwareBytes,
    handler: refusingProgram(take),
  },
  {
    methods: ['POST'],
    pattern: `${build}/register`,
    access: 'token',
    maxBytes: 0,
    handler: refusingProgram(register),
  },
]
