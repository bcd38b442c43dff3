'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { IconPrinter } from '@tabler/icons-react'
import { useSearchParams } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { beside } from '@/app/_components/beside'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { Skeleton } from '@/app/_components/ui/layout'
import { useProduct } from '@/app/_features/products/use-product'
import { useTRPC } from '@/app/_lib/trpc'
import { GateRail } from './gate-rail'
import { gateInView } from './in-view'
import { useGateChanged } from './use-gate-changed'
import classes from './gates.module.css'

const GateView = beside<{ productId: string; gateId: string }>(
  () => import('./gate-view').then((module) => module.GateView),
  () => <Skeleton height={480} />,
)

/** The gates of a product: the phases in a row, and the checklist of the one that is looked at. */
export function Gates({ productId }: { productId: string }) {
  const { t } = useTranslation(['gates', 'common'])
  const trpc = useTRPC()
  const product = useProduct(productId)
  const asked = useSearchParams().get('phase')
  const { data, error, refetch } = useQuery(trpc.gates.listGates.queryOptions({ productId }))
  if (!data) return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Skeleton height={480} />
  const shown = gateInView(data.gates, asked, product.phase)
  if (!shown) return <NotPlanned productId={productId} mayPlan={data.access.edit} />
  return (
    <>
      <div className={classes.top}>
        <p className={classes.hint}>{t('gates:hint')}</p>
        <Button
          className="no-print"
          variant="default"
          size="compact-md"
          leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('common:actions.print')}
        </Button>
      </div>
      <GateRail productId={productId} gates={data.gates} shown={shown.phase} present={product.phase} />
      <GateView key={shown.id} productId={productId} gateId={shown.id} />
    </>
  )
}

function NotPlanned({ productId, mayPlan }: { productId: string; mayPlan: boolean }) {
  const { t } = useTranslation('gates')
  const trpc = useTRPC()
  const plan = useMutation(trpc.gates.planGates.mutationOptions({ onSuccess: useGateChanged() }))
  return (
    <>
      <ErrorNotice error={plan.error} />
      <EmptyState
        title={t('empty.title')}
        action={
          mayPlan && (
            <Button loading={plan.isPending} onClick={() => plan.mutate({ productId })}>
              {t('empty.plan')}
            </Button>
          )
        }
      >
        {t(mayPlan ? 'empty.body' : 'empty.partner')}
      </EmptyState>
    </>
  )
}
