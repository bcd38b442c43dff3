import { nextPath } from '@/app/_features/people/next-path'
import { serverApi } from '@/app/_lib/server'

/** What the address of a page behind a link is asked with. */
export type LinkSearch = Promise<{ token?: string | string[]; next?: string | string[] }>
type Api = Awaited<ReturnType<typeof serverApi>>

/**
 * The link an address names: its token and whom it was sent to, null where it is none or works no longer; and where its
 * holder was going.
 */
export async function linkOf(search: LinkSearch, purpose: Parameters<Api['people']['peekLink']>[0]['purpose']) {
  const { token, next: asked } = await search
  const next = nextPath(asked)
  if (typeof token !== 'string' || token === '' || token.length > 200) return { link: null, next }
  const link = await (await serverApi()).people.peekLink({ purpose, token })
  return { link: link && { ...link, token }, next }
}
