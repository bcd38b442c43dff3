import { downloadByLink, downloadPackage } from '@/server/domains/releases/commands/download-package'
import { downloadGolden } from '@/server/domains/releases/commands/download-golden'
import { DomainError } from '@/server/kernel/errors'
import { transact } from '@/server/platform/context'
import { asMember, refusing, sendStoredRange } from './files'
import { rangeOf } from './range'
import type { Route, RouteContext } from './route'

const missing = () => new DomainError('notFound', 'releases.missing')

/** What is asked for; a range is part of GET alone (RFC 9110 §14.2). */
function wanted({ req }: RouteContext) {
  const head = req.method === 'HEAD'
  return {
    mode: head ? ('read' as const) : ('write' as const),
    noted: !head,
    rangeOf: (size: number) => rangeOf(head ? undefined : req.headers.range, size),
  }
}

/** A package for a member of the brand or of the partner it is for. */
async function download(ctx: RouteContext): Promise<void> {
  const { mode, ...asked } = wanted(ctx)
  const { range, ...file } = await asMember(ctx, mode, (member) =>
    downloadPackage(member, { packageId: ctx.params.packageId ?? '', ...asked }),
  )
  await sendStoredRange(ctx, file, range, missing())
}

/** A package for whoever holds a link to it. */
async function downloadShared(ctx: RouteContext): Promise<void> {
  const { mode, ...asked } = wanted(ctx)
  const { pool, now } = await ctx.request()
  const { range, ...file } = await transact(pool, { actor: null, mode, system: true, now }, (visitor) =>
    downloadByLink(visitor, { token: ctx.params.token ?? '', ...asked }),
  )
  ctx.res.setHeader('referrer-policy', 'no-referrer')
  await sendStoredRange(ctx, file, range, missing())
}

const get = { methods: ['GET'], maxBytes: 0 } as const

/** A golden package for the two it is between. */
async function downloadSigned(ctx: RouteContext): Promise<void> {
  const { mode, ...asked } = wanted(ctx)
  const { range, ...file } = await asMember(ctx, mode, (member) =>
    downloadGolden(member, { goldenId: ctx.params.goldenId ?? '', ...asked }),
  )
  await sendStoredRange(ctx, file, range, missing())
}

/** Packages for recipients and golden packages, out. */
export const packageFileRoutes: readonly Route[] = [
  { ...get, access: 'session', pattern: '/api/files/packages/:packageId', handler: refusing(download) },
  { ...get, access: 'session', pattern: '/api/files/golden/:goldenId', handler: refusing(downloadSigned) },
  { ...get, access: 'public', pattern: '/api/share/packages/:token', handler: refusing(downloadShared) },
]
