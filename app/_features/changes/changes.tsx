'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { Skeleton } from '@/app/_components/ui/layout'
import { BothTimes } from '@/app/_features/calendars/both-times'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { changeFilters } from '@/server/domains/changes/rules/filters'
import type { ChangeSummary } from '@/server/domains/changes/queries/list-changes'
import type { SigningSide } from '@/server/domains/specs/rules/sign-off'
import type { RaiseDialogProps } from './raise-dialog'
import { filterIn } from './filter-in'
import { ClassMark, CourtMark, StateMark } from './marks'
import classes from './changes.module.css'

const RaiseDialog = onFirstUse<RaiseDialogProps>(() => import('./raise-dialog').then((module) => module.RaiseDialog))

/** Engineering changes of a product: what is open, whose move it is, what has ended. */
export function Changes({ productId }: { productId: string }) {
  const { t } = useTranslation('changes')
  const trpc = useTRPC()
  const router = useRouter()
  const filter = filterIn(useSearchParams().get('show'))
  const [raising, setRaising] = useState(false)
  const { data, error, refetch } = useQuery(
    trpc.changes.listChanges.queryOptions({ productId, filter }, { placeholderData: keepPreviousData }),
  )
  if (!data) return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Skeleton height={320} />
  const raise = data.mayRaise && (
    <Button leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={() => setRaising(true)}>
      {t('list.new')}
    </Button>
  )
  return (
    <>
      <p className={classes.hint}>{t('hint')}</p>
      <div className={`${classes.bar} no-print`}>
        <NativeSelect
          aria-label={t('list.filter.label')}
          value={filter}
          onChange={(event) => router.replace(`${paths.changes(productId)}?show=${event.currentTarget.value}`)}
          data={changeFilters.map((each) => ({
            value: each,
            label: t(`list.filter.${each}`, { count: data.counts[each] }),
          }))}
        />
        {raise}
      </div>
      {data.changes.length === 0 ? (
        <EmptyState title={t(`list.empty.${filter}`)} action={data.counts.all === 0 && raise}>
          {t('list.emptyBody')}
        </EmptyState>
      ) : (
        <ul className={classes.list} aria-label={t('list.label')}>
          {data.changes.map((change) => (
            <ChangeRow key={change.id} productId={productId} change={change} side={data.side} />
          ))}
        </ul>
      )}
      <RaiseDialog productId={productId} side={data.side} opened={raising} onClose={() => setRaising(false)} />
    </>
  )
}

type RowProps = Readonly<{ productId: string; change: ChangeSummary; side: SigningSide }>

function ChangeRow({ productId, change, side }: RowProps) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  return (
    <li>
      <Link className={classes.row} href={paths.change(productId, change.id)}>
        <span className={classes.line}>
          <span className={classes.code}>{change.code}</span>
          <span className={classes.name}>
            <BilingualWords text={change.title} />
          </span>
        </span>
        <span className={classes.marks}>
          <StateMark state={change.state} />
          <ClassMark of={change.changeClass} emergency={change.emergency} />
          <CourtMark court={change.court} side={side} />
        </span>
        <span className={classes.faint}>
          {t(`kind.${change.kind}`)} · {t(`reason.${change.reasonCode}`)}
          {side === 'brand' && ` · ${change.factory ? format.org(change.factory) : t('alone')}`} ·{' '}
          {format.day(change.updatedAt)}
        </span>
        {change.dueAt && change.court.length > 0 && (
          <span className={classes.faint}>
            {t('head.due')} <BothTimes instant={change.dueAt} />
          </span>
        )}
      </Link>
    </li>
  )
}
