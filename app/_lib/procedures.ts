import { skipToken } from '@tanstack/react-query'
import type { TRPCClient } from '@trpc/client'
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query'
import type { AppRouter } from '@/server/trpc/root'
import { mutate, query } from './calls'

type Path = readonly string[]
type Paged = Readonly<{ pageParam?: unknown; direction?: string }>

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const pathKeyOf = (path: Path) => (path.length === 0 ? [] : [path])
const given = (input: unknown) => (input === undefined || input === skipToken ? {} : { input })
const keyOf = (path: Path, input: unknown, type: 'query' | 'infinite') => [path, { ...given(input), type }]
const unlessSkipped = <T>(input: unknown, ask: T) => (input === skipToken ? skipToken : ask)

/** What hangs on a procedure's name: keys and options of queries, as the library spells them on the server. */
const makers: Readonly<Record<string, (path: Path, first?: unknown, second?: object) => unknown>> = {
  pathKey: pathKeyOf,
  pathFilter: (path, filters) => ({ ...(isObject(filters) ? filters : {}), queryKey: pathKeyOf(path) }),
  queryKey: (path, input) => keyOf(path, input, 'query'),
  queryFilter: (path, input, filters) => ({ ...filters, queryKey: keyOf(path, input, 'query') }),
  queryOptions: (path, input, options) => ({
    ...options,
    queryKey: keyOf(path, input, 'query'),
    queryFn: unlessSkipped(input, () => query(path.join('.'), input)),
  }),
  infiniteQueryOptions: (path, input, options) => ({
    ...options,
    queryKey: keyOf(path, input, 'infinite'),
    queryFn: unlessSkipped(input, ({ pageParam, direction }: Paged) =>
      query(path.join('.'), {
        ...(isObject(input) ? input : {}),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
        direction,
      }),
    ),
    initialPageParam: undefined,
  }),
  mutationOptions: (path, options) => ({
    ...(isObject(options) ? options : {}),
    mutationKey: [path],
    mutationFn: (input: unknown) => mutate(path.join('.'), input),
  }),
}

const callers: typeof makers = {
  query: (path, input) => query(path.join('.'), input),
  mutate: (path, input, options) =>
    mutate(
      path.join('.'),
      input,
      options && 'signal' in options && options.signal instanceof AbortSignal ? options.signal : undefined,
    ),
}

/** Grows a path name by name until one of `ends` is reached. */
function grown(path: Path, ends: typeof makers): object {
  const known = new Map<string, unknown>()
  const next = (name: string): unknown => {
    const end = ends[name]
    return end ? (first?: unknown, second?: object) => end(path, first, second) : grown([...path, name], ends)
  }
  return new Proxy(Object.create(null), {
    get: (_, name) => {
      // A promise's `then`, asked by whoever awaits one of these by mistake, is no procedure.
      if (typeof name !== 'string' || name === 'then') return undefined
      if (!known.has(name)) known.set(name, next(name))
      return known.get(name)
    },
  })
}

/**
 * Options for queries and mutations, and the procedures themselves, as the library's clients give them but without the
 * half of its server that they bring into the browser. A test holds both to the same keys and the same answers.
 */
export const procedures = grown([], makers) as TRPCOptionsProxy<AppRouter>
export const procedureCalls = grown([], callers) as TRPCClient<AppRouter>
