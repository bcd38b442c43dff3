import { QueryClient, skipToken } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink } from '@trpc/client'
import { initTRPC, TRPCError } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from '@trpc/tanstack-react-query'
import superjson from 'superjson'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AppRouter } from '@/server/trpc/root'
import { Refusal } from './calls'
import { procedureCalls, procedures } from './procedures'

// A router of a few procedures whose names are ours, answered by the library's server.
const { router, procedure } = initTRPC.create({
  transformer: superjson,
  errorFormatter: ({ shape }) => ({ ...shape, data: { ...shape.data, domain: { code: shape.message } } }),
})
const echo = procedure.input((input) => input)
const answers = router({
  products: router({
    listProducts: echo.query(({ input }) => ({ input, at: new Date(0), micros: 12n })),
    archiveProduct: echo.mutation(({ input }) => input),
    getProduct: echo.query(() => {
      throw new TRPCError({ code: 'NOT_FOUND', message: 'products.notFound' })
    }),
  }),
  viewer: router({ get: procedure.query(() => null) }),
})

let asked: string[] = []
beforeEach(() => {
  asked = []
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    init?.signal?.throwIfAborted()
    asked.push(url)
    const req = new Request(new URL(url, 'http://here'), init)
    return fetchRequestHandler({ endpoint: '/api/trpc', req, router: answers })
  })
})
afterEach(() => void vi.unstubAllGlobals())

const client = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: '/api/trpc', transformer: superjson })] })
const queryClient = new QueryClient()
const library: TRPCOptionsProxy<AppRouter> = createTRPCOptionsProxy<AppRouter>({ client, queryClient })

test('keys and filters are those of the library, which the server renders with', () => {
  const product = { productId: 'prd_1' }
  for (const make of [
    (trpc: typeof library) => trpc.pathKey(),
    (trpc: typeof library) => trpc.products.pathKey(),
    (trpc: typeof library) => trpc.products.pathFilter({ stale: true }),
    (trpc: typeof library) => trpc.products.getProduct.queryKey(product),
    (trpc: typeof library) => trpc.viewer.get.queryKey(),
    (trpc: typeof library) => trpc.products.getProduct.queryFilter(product, { stale: true }),
    (trpc: typeof library) => trpc.products.getProduct.queryOptions(product).queryKey,
    (trpc: typeof library) => trpc.products.getProduct.queryOptions(skipToken).queryKey,
    (trpc: typeof library) => trpc.viewer.get.queryOptions().queryKey,
    (trpc: typeof library) =>
      trpc.products.listProducts.infiniteQueryOptions({ search: 'x' }, { getNextPageParam: () => null }).queryKey,
    (trpc: typeof library) => trpc.products.archiveProduct.mutationOptions().mutationKey,
  ])
    expect(JSON.stringify(make(procedures))).toBe(JSON.stringify(make(library)))
})

test('options carry what was given, and ask nothing while there is nothing to ask', () => {
  const options = procedures.viewer.get.queryOptions(undefined, { staleTime: 5, enabled: false })
  expect(options).toMatchObject({ staleTime: 5, enabled: false })
  expect(procedures.products.getProduct.queryOptions(skipToken).queryFn).toBe(skipToken)
  expect(procedures.viewer).toBe(procedures.viewer)
  expect(Reflect.get(procedures, 'then')).toBe(undefined)
})

test('questions of one turn travel together and get the answers the library gets', async () => {
  const ask = (trpc: typeof client) =>
    Promise.all([
      trpc.products.listProducts.query({ search: '磁铁 & more', archived: true }),
      trpc.viewer.get.query(),
      trpc.products.getProduct.query({ productId: 'none' }).catch((error: unknown) => error),
    ])
  const [list, viewer, refused] = await ask(procedureCalls)
  expect(asked).toHaveLength(1)
  const [listOfLibrary, viewerOfLibrary, refusedOfLibrary] = await ask(client)
  expect(list).toEqual(listOfLibrary)
  expect(viewer).toEqual(viewerOfLibrary)
  expect(refused).toBeInstanceOf(Refusal)
  expect(refused).toMatchObject({ message: 'products.notFound', data: Reflect.get(Object(refusedOfLibrary), 'data') })
})

test('a turn of long questions is asked in parts, one too long alone', async () => {
  const long = 'x'.repeat(1_500)
  const search = [long, long, long, 'x'.repeat(5_000), 'short']
  const answered = await Promise.all(search.map((each) => procedureCalls.products.listProducts.query({ search: each })))
  expect(answered.map((each) => Reflect.get(Reflect.get(each, 'input'), 'search'))).toEqual(search)
  expect(asked.map((url) => url.split('?')[0]?.split(',').length)).toEqual([2, 1, 1, 1])
  expect(asked.map((url) => url.length <= 4_000)).toEqual([true, true, false, true])
})

test('pages are asked with their cursor, the first without', async () => {
  const options = procedures.products.listProducts.infiniteQueryOptions(
    { search: 'x' },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  )
  await queryClient.fetchInfiniteQuery(options)
  const sentOf = (url = '') => JSON.parse(new URL(url, 'http://here').searchParams.get('input') ?? '')[0].json
  expect(sentOf(asked[0])).toEqual({ search: 'x', direction: 'forward' })
  const more = { pageParam: 'p2', direction: 'forward' }
  await Reflect.apply(options.queryFn as (page: typeof more) => unknown, undefined, [more])
  expect(sentOf(asked[1])).toEqual({ search: 'x', cursor: 'p2', direction: 'forward' })
})

test('a change is asked alone, can be given up, and tells a refusal from a lost line', async () => {
  const change = procedureCalls.products.archiveProduct
  await expect(change.mutate({ productId: 'prd_1', version: 1 })).resolves.toEqual({ productId: 'prd_1', version: 1 })
  const given = new AbortController()
  given.abort()
  await expect(change.mutate({ productId: 'prd_1', version: 1 }, { signal: given.signal })).rejects.toThrow(/abort/i)
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>bad gateway</html>', { status: 502 })))
  await expect(change.mutate({ productId: 'prd_1', version: 1 })).rejects.not.toBeInstanceOf(Refusal)
  await expect(procedureCalls.viewer.get.query()).rejects.not.toBeInstanceOf(Refusal)
})
