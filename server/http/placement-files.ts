import { createHash } from 'node:crypto'
import { requirePlacing, uploadPlacements } from '@/server/domains/boms/commands/upload-placements'
import { readPlacements } from '@/server/domains/designFiles/placements/read-placements'
import { placementReport } from '@/server/domains/boms/queries/placement-check'
import { requireCounterpart } from '@/server/domains/parts/queries/counterparts'
import { readPairs } from '@/server/domains/parts/rules/cross-reference-pairs'
import { DomainError } from '@/server/kernel/errors'
import { MAX_FILE_BYTES } from '@/server/kernel/workbook-limits'
import { readWorkbookApart } from '@/server/platform/workbooks/read-apart'
import { WorkbookRefusal } from '@/server/platform/workbooks/refusal'
import { sendJson } from './answer'
import { limitedBody } from './body'
import { asMember, refusing, sendDownload } from './files'
import type { Route, RouteContext } from './route'

/** The raw body, where it is as long as was declared. */
async function bodyOf({ req, url, maxBytes }: RouteContext, damaged: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of limitedBody(req, maxBytes) as AsyncIterable<Buffer>) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  if (String(bytes.length) !== url.searchParams.get('size')) throw new DomainError('invalid', damaged)
  return bytes
}

const workbookOf = (bytes: Buffer, unreadable: string) =>
  readWorkbookApart(bytes).catch((error: unknown) => {
    throw error instanceof WorkbookRefusal ? new DomainError('invalid', unreadable) : error
  })

/** Takes a pick-and-place file as the raw body: `?bom=…&name=…&size=…`. */
async function upload(ctx: RouteContext): Promise<void> {
  const wanted = (name: string) => ctx.url.searchParams.get(name) ?? ''
  const bomId = wanted('bom')
  // Asked before the body is read: a stranger's bytes are not even looked at.
  await asMember(ctx, 'read', (member) => requirePlacing(member, bomId))
  const bytes = await bodyOf(ctx, 'boms.uploadDamaged')
  const sheet = readPlacements(await workbookOf(bytes, 'boms.placementsUnreadable'), wanted('name'))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const made = await asMember(ctx, 'write', (member) =>
    uploadPlacements(member, { bomId, fileName: wanted('name'), sha256, sheet }),
  )
  sendJson(ctx.res, 201, made)
}

async function report(ctx: RouteContext): Promise<void> {
  const language = (await ctx.request()).request.locale
  const fileId = ctx.params.fileId ?? ''
  const revisionId = ctx.url.searchParams.get('revision')
  sendDownload(ctx, await asMember(ctx, 'read', (member) => placementReport(member, { fileId, revisionId, language })))
}

/** Takes a sheet with two columns of numbers and answers with the pairs in it. Nothing is kept: learning is a procedure. */
async function pairs(ctx: RouteContext): Promise<void> {
  await asMember(ctx, 'read', (member) => requireCounterpart(member, ctx.url.searchParams.get('counterpart') ?? ''))
  const { sheets } = await workbookOf(await bodyOf(ctx, 'parts.sheetUnreadable'), 'parts.sheetUnreadable')
  const [sheet] = sheets.filter(({ rows }) => rows.length > 0)
  sendJson(ctx.res, 200, readPairs((sheet?.rows ?? []).map(({ cells }) => cells)))
}

const post = { methods: ['POST'], access: 'session', maxBytes: MAX_FILE_BYTES } as const

/** Pick-and-place files, and sheets of two part-number worlds. */
export const placementRoutes: readonly Route[] = [
  { ...post, pattern: '/api/uploads/placements', handler: refusing(upload) },
  { ...post, pattern: '/api/uploads/cross-references', handler: refusing(pairs) },
  {
    methods: ['GET'],
    access: 'session',
    maxBytes: 0,
    pattern: '/api/files/placements/:fileId/report.csv',
    handler: refusing(report),
  },
]
