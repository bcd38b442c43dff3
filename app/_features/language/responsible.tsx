'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import type { QueueItem } from './types'
import type { Assign } from './use-assign'
import classes from './queue-page.module.css'

/** Who of the reader's organisation sees to a text: said to everyone, changed by whoever may write it. */
export function Responsible({ item, assign }: { item: QueueItem; assign: Assign }) {
  const { t } = useTranslation('language')
  const format = useFormat()
  const { user: me } = useViewer()
  const { data } = useQuery(useTRPC().language.listTranslators.queryOptions({ productId: item.productId }))
  const { responsible, assignedTo } = item
  if (!item.mayWrite)
    return responsible ? (
      <p className={classes.hint}>
        {t('queue.responsible')}: {format.person(responsible)}
      </p>
    ) : null
  const people = data?.people.filter(({ writes }) => writes) ?? []
  // Known already while the list is fetched, and after somebody's role changed.
  const named = responsible && !people.some(({ userId }) => userId === responsible.userId) ? [responsible] : []
  const choices = [...named, ...people].map(({ userId, displayNameEn, displayNameZh }) => ({
    userId,
    displayNameEn,
    displayNameZh,
  }))
  const give = (userId: string | null) =>
    assign.mutate({ item, person: choices.find((person) => person.userId === userId) ?? null })
  return (
    <div className={classes.responsible}>
      <ErrorNotice error={assign.variables?.item.key === item.key ? assign.error : null} />
      <NativeSelect
        size="sm"
        label={t('queue.responsible')}
        value={responsible?.userId ?? ''}
        disabled={assign.isPending}
        onChange={({ currentTarget: { value } }) => give(value)}
        data={[
          { value: '', label: t('queue.nobody') },
          ...choices.map((person) => ({ value: person.userId, label: format.person(person) })),
        ]}
      />
      {responsible?.userId !== me.id && (
        <Button
          size="compact-md"
          variant="default"
          loading={assign.isPending}
          disabled={data === undefined}
          onClick={() => give(me.id)}
        >
          {t('queue.take')}
        </Button>
      )}
      {assignedTo !== null && responsible?.userId === me.id && (
        <Button size="compact-md" variant="subtle" color="gray" loading={assign.isPending} onClick={() => give(null)}>
          {t('queue.giveBack')}
        </Button>
      )}
    </div>
  )
}
