'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { notify } from '@/app/_components/notify'
import { useErrorText } from '@/app/_lib/errors'
import { useTRPC } from '@/app/_lib/trpc'
import { placeBefore } from '@/server/domains/specs/rules/ordering'
import type { BulkChange, Requirement } from './types'

/** What is done to requirements of a draft from the list. Refusals are said in the corner of the screen. */
export function useChanges(revisionId: string) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const errorText = useErrorText()
  const listKey = trpc.specs.listRequirements.queryKey({ revisionId })
  const refreshed = () => queryClient.invalidateQueries({ queryKey: trpc.specs.pathKey() })
  const refused = (error: unknown) => notify({ color: 'red', message: errorText(error) })
  const said = (message: string) => notify({ message, autoClose: 2_500 })

  const move = useMutation(
    trpc.specs.moveRequirements.mutationOptions({
      // One after the other: each step is meant from where the one before it led.
      scope: { id: `move ${revisionId}` },
      onMutate: async ({ requirementIds, before }) => {
        await queryClient.cancelQueries({ queryKey: listKey })
        queryClient.setQueryData(
          listKey,
          (data) => data && { ...data, requirements: moved(data.requirements, requirementIds, before) },
        )
      },
      onError: refused,
      onSettled: refreshed,
    }),
  )
  const duplicate = useMutation(
    trpc.specs.duplicateRequirements.mutationOptions({
      onSuccess: ({ requirementIds }) => said(t('bulk.duplicated', { count: requirementIds.length })),
      onError: refused,
      onSettled: refreshed,
    }),
  )
  const remove = useMutation(
    trpc.specs.removeRequirements.mutationOptions({
      onSuccess: (_, { requirementIds }) => said(t('bulk.removed', { count: requirementIds.length })),
      onSettled: refreshed,
    }),
  )
  const bulk = useMutation(
    trpc.specs.bulkEdit.mutationOptions({
      onSuccess: (_, { requirementIds }) => said(t('bulk.done', { count: requirementIds.length })),
      onError: refused,
      onSettled: refreshed,
    }),
  )
  return {
    move: (requirementIds: string[], before: string | null) => move.mutate({ revisionId, requirementIds, before }),
    duplicate: async (requirementIds: string[]) =>
      (await duplicate.mutateAsync({ revisionId, requirementIds }).catch(() => null))?.requirementIds ?? [],
    bulk: (requirementIds: string[], change: BulkChange) => bulk.mutate({ revisionId, requirementIds, change }),
    remove,
  }
}

/** The list as the server will have it, so that what is moved moves at once. */
function moved(list: readonly Requirement[], ids: readonly string[], before: string | null): Requirement[] {
  const positions = new Map(placeBefore(list, ids, before).map(({ id, position }) => [id, position]))
  return list
    .map((each) => ({ ...each, position: positions.get(each.id) ?? each.position }))
    .toSorted((a, b) => a.position - b.position)
}
