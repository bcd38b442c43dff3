import { serverApi } from '@/app/_lib/server'

/** What the address of a page behind a link is asked with. */
export type LinkSearch = Promise<{ token?: string | string[] }>
type Api = Awaited<ReturnType<typeof serverApi>>

/** The link an address names: its token and whom it was sent to. Null where it is none or works no longer. */
export async function linkOf(search: LinkSearch, purpose: Parameters<Api['people']['peekLink']>[0]['purpose']) {
  const { token } = await search
  if (typeof token !== 'string' || token === '' || token.length > 200) return null
  const link = await (await serverApi()).people.peekLink({ purpose, token })
  return link && { ...link, token }
}
