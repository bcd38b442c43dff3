'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { Skeleton } from '@/app/_components/ui/layout'
import { useTRPC } from '@/app/_lib/trpc'
import type { ChangeView } from '@/server/domains/changes/queries/get-change'
import { ChangeForm } from './change-form'
import { useChanged } from './use-changed'

type Props = Readonly<{ change: ChangeView; opened: boolean; onClose: () => void }>

/** Describes a change otherwise. */
export function EditDialog({ change, opened, onClose }: Props) {
  const { t } = useTranslation('changes')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('dialog.edit')} size="lg">
      <Edit change={change} onClose={onClose} />
    </Dialog>
  )
}

function Edit({ change, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('changes')
  const trpc = useTRPC()
  const boms = useQuery(trpc.boms.listBoms.queryOptions({ productId: change.productId }))
  const edit = useMutation(trpc.changes.editChange.mutationOptions({ onSuccess: useChanged(onClose) }))
  if (!boms.data) return <Skeleton height={420} />
  const { title, reason, changeClass, kind, reasonCode, emergency, deviationLot, bom } = change
  const words = ({ en, zh, source }: typeof title) => ({ en, zh, source })
  return (
    <ChangeForm
      first={{
        ...{ changeClass, kind, reasonCode, emergency, deviationLot, bomId: bom?.id ?? null },
        ...{ title: words(title), reason: words(reason) },
      }}
      boms={boms.data.boms}
      bomFixed={Boolean(bom?.draft)}
      partners={null}
      error={edit.error}
      pending={edit.isPending}
      save={t('dialog.save')}
      onClose={onClose}
      onSave={(input) => edit.mutate({ changeId: change.id, version: change.version, ...input })}
    />
  )
}
