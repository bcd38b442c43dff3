import { createTRPCClient, httpLink } from '@trpc/client'
import superjson from 'superjson'
import type { AppRouter } from '@/server/trpc/root'

/** One person at the product's front door, with a cookie jar and an address of their own. */
export function visitor(url: string, address: string) {
  const jar = new Map<string, string>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const send = async (input: URL | RequestInfo, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    headers.set('cookie', cookie())
    headers.set('x-forwarded-for', address)
    const response = await fetch(input, { ...init, headers, signal: AbortSignal.timeout(30_000) })
    for (const header of response.headers.getSetCookie()) {
      const [name = '', value = ''] = header.split(';', 1)[0]?.split('=') ?? []
      jar.set(name, value)
    }
    return response
  }
  const api = createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${url}/api/trpc`,
        transformer: superjson,
        fetch: (input, init) => send(input, init as RequestInit),
      }),
    ],
  })
  const uploadBom = async (productId: string, name: string, text: string): Promise<string> => {
    const body = Buffer.from(text)
    const query = new URLSearchParams({ product: productId, name, size: String(body.length) })
    const response = await send(`${url}/api/uploads/bom?${query.toString()}`, { method: 'POST', body })
    const answer = (await response.json()) as { importId?: string }
    if (!response.ok || !answer.importId) throw new Error(`upload answered ${response.status}`)
    return answer.importId
  }
  return { api, uploadBom, cookie }
}
export type Visitor = ReturnType<typeof visitor>
