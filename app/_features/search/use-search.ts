'use client'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useState } from 'react'
import { useLocale } from '@/app/_lib/i18n'
import { useTRPC } from '@/app/_lib/trpc'
import type { AppRouter } from '@/server/trpc/root'
import { longestQuery, type SearchKind } from '@/server/domains/search/rules/kinds'

export type Group = inferRouterOutputs<AppRouter>['search']['search']['groups'][number]
export type Hit = Group['hits'][number]

const patienceMs = 150

/** What is typed, and what to ask for: not every letter, and nothing while an input method composes a word. */
export function useTyped(initial = '') {
  const [typed, setTyped] = useState(initial)
  const [composing, setComposing] = useState(false)
  const [said, setSaid] = useState(initial)
  if (!composing && said !== typed) setSaid(typed)
  const [asked] = useDebouncedValue(said.trim(), patienceMs)
  return {
    typed,
    setTyped,
    /** Nothing once the field is empty, whatever was asked before. */
    asked: typed.trim() === '' ? '' : asked.slice(0, longestQuery),
    composing,
    composition: {
      onCompositionStart: () => setComposing(true),
      onCompositionEnd: () => setComposing(false),
    },
  }
}

/** Everything that has what is asked for; what was found before stays until there is an answer. */
export function useSearch(query: string, { kind, limit }: Readonly<{ kind?: SearchKind | null; limit: number }>) {
  const trpc = useTRPC()
  const language = useLocale()
  return useQuery(
    trpc.search.search.queryOptions(
      { query, limit, language, ...(kind ? { kinds: [kind] } : {}) },
      { enabled: query !== '', placeholderData: keepPreviousData, staleTime: 10_000 },
    ),
  )
}
