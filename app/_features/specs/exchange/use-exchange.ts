'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTRPC } from '@/app/_lib/trpc'
import { ask, type Answer, type Source } from './ask'
import {
  acceptedOf,
  compareAgain,
  firstTicks,
  itemsOf,
  keepTicks,
  tallyOf,
  type Item,
  type Meanwhile,
  type Tally,
} from './proposal'

/** How the answer is met: as the first one, as the same rows read otherwise, or once more after a refusal. */
type Reason = 'first' | 'columns' | 'again'
type Question = Readonly<{ source: Source; reason: Reason }>
type Decisions = Readonly<{
  source: Source
  answer: Answer
  items: readonly Item[]
  ticked: ReadonlySet<string>
  meanwhile: Meanwhile | null
}>

/** Somebody saved what was compared: the comparison is made again, and every decision that still holds is kept. */
const outdated: ReadonlySet<unknown> = new Set(['specs.requirementStale', 'specs.requirementNotFound'])

/** A file or a table on its way into a draft: asked about, decided, applied. */
export function useExchange(revisionId: string, onApplied: (done: Tally) => void) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [share, setShare] = useState(0)
  const [decisions, setDecisions] = useState<Decisions | null>(null)
  const refreshed = () => queryClient.invalidateQueries({ queryKey: trpc.specs.pathKey() })

  const asked = useMutation({
    // One after the other, so that the last question has the last word.
    scope: { id: `exchange ${revisionId}` },
    mutationFn: ({ source }: Question) => ask(revisionId, source, setShare),
    onSuccess: (answer, { source, reason }) =>
      setDecisions((before) => {
        const items = itemsOf(answer.proposal)
        if (before === null || reason === 'first')
          return { source, answer, items, ticked: firstTicks(items), meanwhile: null }
        if (reason === 'columns')
          return { source, answer, items, ticked: keepTicks(before.items, items, before.ticked), meanwhile: null }
        return { source, answer, items, ...compareAgain(before.items, items, before.ticked) }
      }),
  })
  const apply = useMutation(
    trpc.specs.applySheet.mutationOptions({
      onSuccess: () => {
        if (decisions) onApplied(tallyOf(decisions.items, decisions.ticked))
      },
      onError: (error) => {
        if (decisions && outdated.has(error.data?.domain?.code))
          asked.mutate({ source: decisions.source, reason: 'again' })
      },
      onSettled: refreshed,
    }),
  )
  const start = (source: Source) => {
    setShare(0)
    apply.reset()
    asked.mutate({ source, reason: 'first' })
  }
  const refused = apply.error !== null && !outdated.has(apply.error.data?.domain?.code) ? apply.error : null
  return {
    decisions,
    share,
    asking: asked.isPending,
    /** What is being asked about now, or was last. */
    source: asked.variables?.source ?? null,
    error: asked.error ?? refused,
    retry: asked.error && asked.variables ? () => asked.mutate(asked.variables) : undefined,
    applying: apply.isPending,
    tally: useMemo(() => (decisions ? tallyOf(decisions.items, decisions.ticked) : null), [decisions]),
    start,
    readAs: (source: Source) => asked.mutate({ source, reason: 'columns' }),
    tick: (keys: readonly string[], on: boolean) =>
      setDecisions((now) => {
        if (now === null) return null
        const ticked = new Set(now.ticked)
        for (const key of keys) {
          if (on) ticked.add(key)
          else ticked.delete(key)
        }
        return { ...now, ticked }
      }),
    apply: () => {
      if (decisions) apply.mutate({ revisionId, ...acceptedOf(decisions.items, decisions.ticked) })
    },
    /** Back to choosing a file or pasting. */
    restart: () => {
      asked.reset()
      apply.reset()
      setDecisions(null)
    },
  }
}
export type Exchange = ReturnType<typeof useExchange>
