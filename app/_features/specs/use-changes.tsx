'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notify, withdraw } from '@/app/_components/notify'
import { useErrorText } from '@/app/_lib/errors'
import { useTRPC } from '@/app/_lib/trpc'
import { placeBefore } from '@/server/domains/specs/rules/ordering'
import type { Section } from '@/server/domains/specs/rules/requirement'
import { RemovalNotice } from './removal-notice'
import type { BulkChange, Requirement } from './types'
import { useRestore } from './use-restore'

/** What is done to requirements of a draft from the list. Refusals are said in the corner of the screen. */
export function useChanges(revisionId: string, onRestored: (ids: readonly string[]) => void) {
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
      onMutate: async ({ requirementIds, before, section }) => {
        await queryClient.cancelQueries({ queryKey: listKey })
        queryClient.setQueryData(
          listKey,
          (data) => data && { ...data, requirements: moved(data.requirements, requirementIds, before, section) },
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
  const { restore } = useRestore(revisionId, onRestored)
  /** What was removed here, the last one at the end. */
  const [undoable, setUndoable] = useState<readonly Removal[]>([])
  const takeBack = (removal: Removal) => {
    setUndoable((list) => list.filter(({ notice }) => notice !== removal.notice))
    withdraw(removal.notice)
    restore(removal.requirementIds)
  }
  const remove = useMutation(
    trpc.specs.removeRequirements.mutationOptions({
      onSuccess: (_, { requirementIds }) => {
        const removal = { requirementIds, notice: `removed ${requirementIds.join(' ')}` }
        setUndoable((list) => [...list, removal])
        notify({
          id: removal.notice,
          autoClose: undoTime,
          message: (
            <RemovalNotice
              text={t('bulk.removed', { count: requirementIds.length })}
              undo={t('bulk.undo')}
              onUndo={() => takeBack(removal)}
            />
          ),
        })
      },
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
    move: (requirementIds: string[], before: string | null, section?: Section) =>
      move.mutate({ revisionId, requirementIds, before, ...(section && { section }) }),
    duplicate: async (requirementIds: string[]) =>
      (await duplicate.mutateAsync({ revisionId, requirementIds }).catch(() => null))?.requirementIds ?? [],
    bulk: (requirementIds: string[], change: BulkChange) => bulk.mutate({ revisionId, requirementIds, change }),
    remove,
    /** Takes the last removal back, where there was one here. */
    undo: () => {
      const last = undoable.at(-1)
      if (last) takeBack(last)
    },
  }
}

type Removal = Readonly<{ requirementIds: readonly string[]; notice: string }>

/** Long enough to read, think better of it and find the button. */
const undoTime = 20_000

/** The list as the server will have it, so that what is moved moves at once. */
export function moved(
  list: readonly Requirement[],
  ids: readonly string[],
  before: string | null,
  section?: Section,
): Requirement[] {
  const positions = new Map(placeBefore(list, ids, before).map(({ id, position }) => [id, position]))
  return list
    .map((each) => ({
      ...each,
      position: positions.get(each.id) ?? each.position,
      section: section !== undefined && ids.includes(each.id) ? section : each.section,
    }))
    .toSorted((a, b) => a.position - b.position)
}
