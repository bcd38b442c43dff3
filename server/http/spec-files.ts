import { specPdf } from '@/server/domains/specs/exchange/pdf'
import { specXlsx } from '@/server/domains/specs/exchange/xlsx'
import { requireDraft } from '@/server/domains/specs/queries/access'
import { getDocument, getExportedSpec } from '@/server/domains/specs/queries/documents'
import { proposeWorkbook } from '@/server/domains/specs/queries/propose-sheet'
import { DomainError } from '@/server/kernel/errors'
import { MAX_FILE_BYTES } from '@/server/kernel/workbook-limits'
import { readWorkbookApart } from '@/server/platform/workbooks/read-apart'
import { WorkbookRefusal } from '@/server/platform/workbooks/refusal'
import { xlsxType } from '@/server/platform/workbooks/write-xlsx'
import { sendJson } from './answer'
import { limitedBody } from './body'
import { asMember, disposition, refusing } from './files'
import type { Route, RouteContext } from './route'

function send({ res, url }: RouteContext, fileName: string, type: string, body: Uint8Array): void {
  const inline = url.searchParams.get('inline') === '1' && type === 'application/pdf'
  res.writeHead(200, {
    'content-type': type,
    'content-length': body.length,
    'content-disposition': disposition(fileName, inline ? 'inline' : 'attachment'),
    'cache-control': 'private, no-store',
  })
  res.end(body)
}

/** A revision on paper, in both languages. Set after the transaction that read it. */
async function pdf(ctx: RouteContext): Promise<void> {
  const { document, fileName } = await asMember(ctx, 'read', (member) =>
    getDocument(member, ctx.params.revisionId ?? ''),
  )
  send(ctx, fileName, 'application/pdf', await specPdf(document))
}

/** A revision as a workbook, to be edited and sent back. */
async function xlsx(ctx: RouteContext): Promise<void> {
  const { spec, fileName } = await asMember(ctx, 'read', (member) =>
    getExportedSpec(member, ctx.params.revisionId ?? ''),
  )
  send(ctx, fileName, xlsxType, await specXlsx(spec))
}

/**
 * Takes a workbook as the raw body and answers with what it would change in a draft. Nothing of it is kept: accepting is
 * a procedure.
 */
async function propose(ctx: RouteContext): Promise<void> {
  const revisionId = ctx.params.revisionId ?? ''
  // Asked before the body is read: a stranger's bytes are not even looked at.
  await asMember(ctx, 'read', (member) => requireDraft(member, revisionId, 'look'))
  const chunks: Buffer[] = []
  for await (const chunk of limitedBody(ctx.req, ctx.maxBytes) as AsyncIterable<Buffer>) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  if (String(bytes.length) !== ctx.url.searchParams.get('size')) throw new DomainError('invalid', 'specs.uploadDamaged')
  const workbook = await readWorkbookApart(bytes).catch((error: unknown) => {
    throw error instanceof WorkbookRefusal ? new DomainError('invalid', 'specs.sheetUnreadable') : error
  })
  sendJson(ctx.res, 200, await asMember(ctx, 'read', (member) => proposeWorkbook(member, revisionId, workbook)))
}

const get = { methods: ['GET'], access: 'session', maxBytes: 0 } as const

/** Specifications on paper and as workbooks. */
export const specFileRoutes: readonly Route[] = [
  { ...get, pattern: '/api/files/spec-revisions/:revisionId/spec.pdf', handler: refusing(pdf) },
  { ...get, pattern: '/api/files/spec-revisions/:revisionId/spec.xlsx', handler: refusing(xlsx) },
  {
    methods: ['POST'],
    pattern: '/api/uploads/spec-revisions/:revisionId/sheet',
    access: 'session',
    maxBytes: MAX_FILE_BYTES,
    handler: refusing(propose),
  },
]
