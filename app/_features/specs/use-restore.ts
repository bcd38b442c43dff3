'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { notify } from '@/app/_components/notify'
import { useErrorText } from '@/app/_lib/errors'
import { useTRPC } from '@/app/_lib/trpc'

/** Puts removed requirements of a draft back, with the numbers and at the place they had. */
export function useRestore(revisionId: string, onRestored?: (ids: readonly string[]) => void) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const errorText = useErrorText()
  const restore = useMutation(
    trpc.specs.restoreRequirements.mutationOptions({
      onSuccess: async ({ requirementIds }) => {
        notify({ message: t('bulk.restored', { count: requirementIds.length }), autoClose: 2_500 })
        await queryClient.invalidateQueries({ queryKey: trpc.specs.pathKey() })
        onRestored?.(requirementIds)
      },
      onError: (error) => {
        notify({ color: 'red', message: errorText(error) })
        return queryClient.invalidateQueries({ queryKey: trpc.specs.pathKey() })
      },
    }),
  )
  return {
    restore: (requirementIds: readonly string[]) => restore.mutate({ revisionId, requirementIds: [...requirementIds] }),
    restoring: restore.isPending,
  }
}
