'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconBookmark } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { notify } from '@/app/_components/notify'
import { Button } from '@/app/_components/ui/button'
import { useTRPC } from '@/app/_lib/trpc'
import type { CostCurrency } from '@/server/domains/boms/rules/cost-choices'
import type { Build } from '../build'
import type { Bom } from '../types'

/** Keeps what the build costs now, to read later changes against. */
export function SaveCost({ bom, build, currency }: Readonly<{ bom: Bom; build: Build; currency: CostCurrency }>) {
  const { t } = useTranslation('boms')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const save = useMutation(
    trpc.boms.saveCost.mutationOptions({
      onSuccess: () => {
        notify({ message: t('cost.save.done'), color: 'celadon' })
        return queryClient.invalidateQueries({ queryKey: trpc.boms.listCosts.queryKey({ bomId: bom.id }) })
      },
    }),
  )
  return (
    <>
      <Button
        size="sm"
        variant="default"
        leftSection={<IconBookmark size={16} aria-hidden />}
        loading={save.isPending}
        onClick={() => save.mutate({ ...build, currency })}
      >
        {t('cost.save.action')}
      </Button>
      <ErrorNotice error={save.error} />
    </>
  )
}
