'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useTranslation } from 'react-i18next'
import { notify } from '@/app/_components/notify'
import { useTRPC } from '@/app/_lib/trpc'
import type { AppRouter } from '@/server/trpc/root'

type Outputs = inferRouterOutputs<AppRouter>['boms']
export type MatchPage = Outputs['matchLines']
export type MatchedLine = MatchPage['lines'][number]
export type LineCandidate = MatchedLine['candidates'][number]
export type LineCandidates = Outputs['listCandidates']

/** What can be done about the part of a line; afterwards everything about BOMs is asked for again. */
export function useMatching() {
  const { t } = useTranslation('boms')
  const trpc = useTRPC()
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: trpc.boms.pathKey() })
  const link = useMutation(trpc.boms.linkLine.mutationOptions({ onSettled }))
  const linkAll = useMutation(
    trpc.boms.linkExact.mutationOptions({
      onSuccess: ({ linked }) => notify({ message: t('match.allLinked', { count: linked }) }),
      onSettled,
    }),
  )
  return { link, linkAll }
}
