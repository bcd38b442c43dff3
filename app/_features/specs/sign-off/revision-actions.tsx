'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconPencilPlus } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { notify } from '@/app/_components/notify'
import { useErrorText } from '@/app/_lib/errors'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { Revision, Spec } from '../types'

export type RevisionProps = Readonly<{ spec: Spec; revision: Revision }>

/** What can be done with a revision as a whole. */
export function RevisionActions({ spec, revision }: RevisionProps) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const errorText = useErrorText()
  const start = useMutation(
    trpc.specs.startDraft.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.specs.pathKey() })
        router.push(paths.spec(spec.productId, spec.id))
      },
      onError: (error) => notify({ color: 'red', message: errorText(error) }),
    }),
  )
  const newest = spec.currentRevisionId === revision.id
  const startable = newest && (revision.state === 'released' || revision.state === 'suspended')
  if (!spec.access.edit || !startable) return null
  return (
    <Button
      size="sm"
      leftSection={<IconPencilPlus size={16} aria-hidden />}
      loading={start.isPending}
      onClick={() => start.mutate({ specId: spec.id })}
    >
      {t('doc.newDraft')}
    </Button>
  )
}
