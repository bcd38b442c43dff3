'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { Skeleton } from '@/app/_components/ui/layout'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { SigningSide } from '@/server/domains/specs/rules/sign-off'
import { ChangeForm, emptyForm } from './change-form'
import { useChanged } from './use-changed'
import { usePartners } from './use-partners'

export type RaiseDialogProps = Readonly<{
  productId: string
  side: SigningSide
  opened: boolean
  onClose: () => void
}>

/** Asks for a change. */
export function RaiseDialog({ opened, onClose, ...given }: RaiseDialogProps) {
  const { t } = useTranslation('changes')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('dialog.new')} size="lg">
      <Raise {...given} onClose={onClose} />
    </Dialog>
  )
}

function Raise({ productId, side, onClose }: Omit<RaiseDialogProps, 'opened'>) {
  const { t } = useTranslation('changes')
  const trpc = useTRPC()
  const router = useRouter()
  const partners = usePartners(productId, side === 'brand')
  const boms = useQuery(trpc.boms.listBoms.queryOptions({ productId }))
  const [partner, setPartner] = useState<string | null>(null)
  const changed = useChanged(onClose)
  const raise = useMutation(
    trpc.changes.raiseChange.mutationOptions({
      onSuccess: async ({ changeId }) => {
        await changed()
        router.push(paths.change(productId, changeId))
      },
    }),
  )
  if (partners === null || !boms.data) return <Skeleton height={420} />
  const chosen = partner ?? partners[0]?.value ?? ''
  return (
    <ChangeForm
      first={emptyForm}
      boms={boms.data.boms}
      error={raise.error}
      pending={raise.isPending}
      save={t('dialog.raise')}
      partners={side === 'brand' ? { all: partners, chosen, choose: setPartner } : null}
      onClose={onClose}
      onSave={(input) => raise.mutate({ productId, ...input, partnerOrgId: chosen === '' ? null : chosen })}
    />
  )
}
