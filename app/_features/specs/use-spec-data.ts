'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '@/app/_lib/trpc'
import type { Check, Owner, Requirement } from './types'

const nothing: readonly never[] = []

/** What a revision says and what is known about its requirements, each asked for once and kept live. */
export function useSpecData(productId: string, specId: string, revisionId: string) {
  const trpc = useTRPC()
  const list = useQuery(trpc.specs.listRequirements.queryOptions({ revisionId }))
  const checked = useQuery(trpc.specs.checkRevision.queryOptions({ revisionId }))
  const counts = useQuery(trpc.threads.countsForSpec.queryOptions({ productId, specId }))
  const requirements: readonly Requirement[] = list.data?.requirements ?? nothing
  const owners: readonly Owner[] = list.data?.owners ?? nothing
  const checks: readonly Check[] = checked.data?.checks ?? nothing
  return {
    /** Whether the requirements are there at all. */
    loaded: list.data !== undefined,
    error: list.error ?? checked.error ?? counts.error,
    retry: () => void Promise.all([list.refetch(), checked.refetch(), counts.refetch()]),
    requirements,
    owners,
    checks,
    /** The cloud contract against the released one; null without one, or while nobody knows. */
    contract: checked.data?.contract ?? null,
    checksLoaded: checked.data !== undefined,
    /** Checks by requirement. */
    checksOf: useMemo(() => {
      const found = new Map<string, Check[]>()
      for (const check of checks) found.set(check.requirementId, [...(found.get(check.requirementId) ?? []), check])
      return found
    }, [checks]),
    /** Open questions by requirement, where there are any. */
    questions: useMemo(
      () =>
        new Map(
          Object.entries(counts.data?.requirements ?? {}).flatMap(([id, { open }]) =>
            open > 0 ? [[id, open] as const] : [],
          ),
        ),
      [counts.data],
    ),
    /** Open questions about the document as a whole. */
    questionsOfSpec: counts.data?.spec.open ?? 0,
  }
}
export type SpecData = ReturnType<typeof useSpecData>
