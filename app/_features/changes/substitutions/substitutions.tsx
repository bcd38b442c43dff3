'use client'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Button } from '@/app/_components/ui/button'
import { Skeleton } from '@/app/_components/ui/layout'
import { BomFrame } from '@/app/_features/boms/bom-frame'
import { useTRPC } from '@/app/_lib/trpc'
import type { ProposeDialogProps } from './propose-dialog'
import { SubstitutionCard } from './substitution-card'
import classes from './substitutions.module.css'

const ProposeDialog = onFirstUse<ProposeDialogProps>(() =>
  import('./propose-dialog').then((module) => module.ProposeDialog),
)

/** Requests for substitutes on one BOM: the factory's to make, the brand's to answer. `shown` is the one a link leads to. */
export function Substitutions({ bomId, shown }: { bomId: string; shown: string | null }) {
  const { t } = useTranslation('changes')
  const trpc = useTRPC()
  const [proposing, setProposing] = useState(false)
  const { data: bom } = useSuspenseQuery(trpc.boms.getBom.queryOptions({ bomId }))
  const { data, error, refetch } = useQuery(trpc.boms.listSubstitutions.queryOptions({ bomId }))
  const propose = data?.mayPropose === true && bom.currentRevisionId !== null && (
    <Button leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={() => setProposing(true)}>
      {t('substitution.propose')}
    </Button>
  )
  return (
    <BomFrame bomId={bomId} title={t('substitution.title')} actions={data && data.items.length > 0 && propose}>
      <div className={classes.bar}>
        <p className={classes.faint}>{t('substitution.hint')}</p>
      </div>
      <ErrorNotice error={error} onRetry={() => void refetch()} />
      {!data && !error && <Skeleton height={240} />}
      {data?.items.length === 0 && (
        <EmptyState title={t('substitution.empty')} action={propose}>
          {t('substitution.emptyBody')}
        </EmptyState>
      )}
      {data && (
        <ul className={classes.cards}>
          {data.items.map((item) => (
            <li key={item.id}>
              <SubstitutionCard productId={data.productId} bomId={bomId} item={item} shown={item.id === shown} />
            </li>
          ))}
        </ul>
      )}
      {propose && (
        <ProposeDialog
          productId={bom.productId}
          revisionId={bom.currentRevisionId ?? ''}
          side={data.side}
          line={null}
          opened={proposing}
          onClose={() => setProposing(false)}
        />
      )}
    </BomFrame>
  )
}
