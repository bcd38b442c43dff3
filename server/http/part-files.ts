import { requireWrite } from '@/server/domains/parts/queries/access'
import { exportParts } from '@/server/domains/parts/queries/export-parts'
import { proposeSheet } from '@/server/domains/parts/queries/propose-sheet'
import { DomainError } from '@/server/kernel/errors'
import { MAX_FILE_BYTES } from '@/server/kernel/workbook-limits'
import { readWorkbookApart } from '@/server/platform/workbooks/read-apart'
import { WorkbookRefusal } from '@/server/platform/workbooks/refusal'
import { sendJson } from './answer'
import { limitedBody } from './body'
import { asMember, refusing, sendDownload } from './files'
import type { Route, RouteContext } from './route'

/** Takes a table of parts as the raw body and answers with what it would change. Nothing of it is kept. */
async function propose(ctx: RouteContext): Promise<void> {
  // Asked before the body is read: the bytes of whoever may not write are not even looked at.
  await asMember(ctx, 'read', (member) => Promise.resolve(requireWrite(member)))
  const chunks: Buffer[] = []
  for await (const chunk of limitedBody(ctx.req, ctx.maxBytes) as AsyncIterable<Buffer>) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  if (String(bytes.length) !== ctx.url.searchParams.get('size')) throw new DomainError('invalid', 'parts.uploadDamaged')
  const workbook = await readWorkbookApart(bytes).catch((error: unknown) => {
    throw error instanceof WorkbookRefusal ? new DomainError('invalid', 'parts.sheetUnreadable') : error
  })
  sendJson(ctx.res, 200, await asMember(ctx, 'read', (member) => proposeSheet(member, workbook)))
}

const exportAs = (format: 'csv' | 'xlsx') => async (ctx: RouteContext) =>
  sendDownload(ctx, await asMember(ctx, 'read', (member) => exportParts(member, { format })))

const get = { methods: ['GET'], access: 'session', maxBytes: 0 } as const

/** The library of parts as files, out and in. */
export const partFileRoutes: readonly Route[] = [
  { ...get, pattern: '/api/files/parts/library.csv', handler: refusing(exportAs('csv')) },
  { ...get, pattern: '/api/files/parts/library.xlsx', handler: refusing(exportAs('xlsx')) },
  {
    methods: ['POST'],
    pattern: '/api/uploads/parts',
    access: 'session',
    maxBytes: MAX_FILE_BYTES,
    handler: refusing(propose),
  },
]
