import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { downloadPackage, factoryOf, readPackage } from '@/server/domains/flashing/commands/download-package'
import { reportResults } from '@/server/domains/flashing/commands/report-results'
import { readHere, reportUnits } from '@/server/domains/flashing/commands/report-units'
import { unitsInput } from '@/server/domains/flashing/inputs'
import { machineReadable, packageTexts, type PackageAddresses } from '@/server/domains/flashing/packing/package-members'
import { requirePackage, requireReport } from '@/server/domains/flashing/queries/access'
import { exportResults } from '@/server/domains/flashing/queries/export-results'
import { mostResults } from '@/server/domains/flashing/reporting/limits'
import { unitsInSheets, type SaidOfUnit } from '@/server/domains/flashing/reporting/read-results'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { readWorkbookApart } from '@/server/platform/workbooks/read-apart'
import { WorkbookRefusal } from '@/server/platform/workbooks/refusal'
import { zipStream } from '@/server/platform/zip-stream'
import { sendJson } from './answer'
import { readBody } from './body'
import { asMember, disposition, refusing } from './files'
import { asBearer, jsonBody, refusingProgram, requireProductOf } from './programs'
import type { Route, RouteContext } from './route'

const scope = 'flashing.report'
/** Five thousand results with all they can say. */
const mostBytes = 4_000_000
const idOf = ({ params }: RouteContext) => ({ packageId: params.packageId ?? '' })

const addressesOf = ({ arrival }: RouteContext, productId: string, packageId: string): PackageAddresses => ({
  page: `${arrival.origin}/products/${productId}/firmware/flashing/${packageId}`,
  report: `${arrival.origin}/api/v1/flash-packages/${packageId}/results`,
})

/** The package as one archive, made as it is sent. An image that is missing is told before the first byte goes out. */
async function download(ctx: RouteContext): Promise<void> {
  const { res, runtime } = ctx
  const { storage } = runtime.services
  const got = await asMember(ctx, 'write', (member) => downloadPackage(member, idOf(ctx)))
  const { found, build } = got
  for (const { sha256 } of found.plan.files)
    if (!(await storage.has(sha256))) throw new DomainError('notFound', 'flashing.imageMissing')
  const texts = await packageTexts({ ...got, addresses: addressesOf(ctx, found.productId, found.id) })
  const images = found.plan.files.map(({ path, sha256 }) => ({
    path,
    content: async () => {
      const image = await storage.get(sha256)
      if (image === null) throw new Error(`image ${sha256} is missing`)
      return image
    },
  }))
  res.writeHead(200, {
    'content-type': 'application/zip',
    'content-disposition': disposition(`${found.number}_${build.version}.zip`),
    'cache-control': 'private, no-store',
  })
  await pipeline(zipStream([...texts, ...images]), res)
}

/** Rows of a sheet of any kind and encoding stations write. */
async function sheetRows(bytes: Buffer): Promise<SaidOfUnit[]> {
  const { sheets } = await readWorkbookApart(bytes).catch((error: unknown) => {
    throw error instanceof WorkbookRefusal ? new DomainError('invalid', 'flashing.sheetUnreadable') : error
  })
  const said = unitsInSheets(sheets)
  if (said === null) throw new DomainError('invalid', 'flashing.sheetWithoutHeading')
  if (said.length > mostResults) throw new DomainError('invalid', 'flashing.tooManyResults', { most: mostResults })
  return said
}

const keepSheet = async (
  member: MemberCtx,
  packageId: string,
  said: readonly SaidOfUnit[],
  reportedWith: string | null,
) => reportResults(member, { packageId, reportedWith, ...(await readHere(member, said)) })

/** A sheet of results as the raw body, from a person: `?size=…`. */
async function upload(ctx: RouteContext): Promise<void> {
  const { packageId } = idOf(ctx)
  // Asked before the body is read: a stranger's bytes are not even looked at.
  await asMember(ctx, 'read', async (member) => requireReport((await requirePackage(member, packageId)).access))
  const bytes = await readBody(ctx.req, ctx.maxBytes)
  if (String(bytes.length) !== ctx.url.searchParams.get('size'))
    throw new DomainError('invalid', 'flashing.uploadDamaged')
  const said = await sheetRows(bytes)
  sendJson(ctx.res, 200, await asMember(ctx, 'write', (member) => keepSheet(member, packageId, said, null)))
}

/** A list of results, or an object with it. */
const resultsBody = z.union([unitsInput, z.object({ results: unitsInput }).transform(({ results }) => results)])

/** Results from a program, as JSON or as a sheet. Answers with what was kept, what was known, and what must not go on. */
async function post(ctx: RouteContext): Promise<void> {
  const { packageId } = idOf(ctx)
  await asBearer(ctx, scope, 'read', async (member, bearer) => {
    const { found, access } = await requirePackage(member, packageId)
    requireProductOf(bearer, found.productId)
    requireReport(access)
  })
  const isJson = /^application\/json\b/i.test(ctx.req.headers['content-type'] ?? 'application/json')
  const units = isJson ? await jsonBody(ctx, resultsBody, 'flashing.bodyUnreadable') : null
  const said = isJson ? [] : await sheetRows(await readBody(ctx.req, ctx.maxBytes))
  const outcome = await asBearer(ctx, scope, 'write', (member, { name: reportedWith }) =>
    units === null
      ? keepSheet(member, packageId, said, reportedWith)
      : reportUnits(member, { packageId, units, reportedWith }),
  )
  sendJson(ctx.res, 200, outcome)
}

/** What a program at a station has to know: files, commands, the hash to expect, serial numbers. */
async function describe(ctx: RouteContext): Promise<void> {
  // A factory that has read the numbers has taken them.
  const described = await asBearer(ctx, scope, 'write', async (member, bearer) => {
    const required = await requirePackage(member, idOf(ctx).packageId)
    const { found, standing } = required
    requireProductOf(bearer, found.productId)
    await readPackage(member, required, { readBy: bearer.name })
    const addresses = addressesOf(ctx, found.productId, found.id)
    return { ...machineReadable({ ...required, factory: await factoryOf(member, required), addresses }), standing }
  })
  sendJson(ctx.res, 200, described)
}

/** All results as one file, read as it is sent: each piece in a transaction of its own, so none waits for a slow reader. */
async function exported(ctx: RouteContext): Promise<void> {
  const language = (await ctx.request()).request.locale
  const read = (after: Parameters<typeof exportResults>[1]['after']) =>
    asMember(ctx, 'read', (member) => exportResults(member, { ...idOf(ctx), language, after }))
  // What is refused is told before the first byte goes out.
  const first = await read(null)
  async function* pieces() {
    yield first.body
    let { next } = first
    while (next !== null) {
      const piece = await read(next)
      yield piece.body
      next = piece.next
    }
  }
  ctx.res.writeHead(200, {
    'content-type': first.type,
    'content-disposition': disposition(first.fileName),
    'cache-control': 'private, no-store',
  })
  await pipeline(pieces, ctx.res)
}

/** Flash packages out, results in: for people, and for programs at stations. */
export const flashPackageRoutes: readonly Route[] = [
  {
    methods: ['GET'],
    pattern: '/api/files/flash-packages/:packageId/package.zip',
    access: 'session',
    maxBytes: 0,
    handler: refusing(download),
  },
  {
    methods: ['GET'],
    pattern: '/api/files/flash-packages/:packageId/results.csv',
    access: 'session',
    maxBytes: 0,
    handler: refusing(exported),
  },
  {
    methods: ['POST'],
    pattern: '/api/uploads/flash-packages/:packageId/results',
    access: 'session',
    maxBytes: mostBytes,
    handler: refusing(upload),
  },
  {
    methods: ['GET'],
    pattern: '/api/v1/flash-packages/:packageId',
    access: 'token',
    maxBytes: 0,
    handler: refusingProgram(describe),
  },
  {
    methods: ['POST'],
    pattern: '/api/v1/flash-packages/:packageId/results',
    access: 'token',
    maxBytes: mostBytes,
    handler: refusingProgram(post),
  },
]
