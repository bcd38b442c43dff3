'use client'
import { useQuery } from '@tanstack/react-query'
import { beside } from '@/app/_components/beside'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Skeleton, Stack } from '@/app/_components/ui/layout'
import { useTRPC } from '@/app/_lib/trpc'
import type { ChangeView } from '@/server/domains/changes/queries/get-change'
import { ApprovalPanel } from './approval-panel'
import { ChangeHead } from './change-head'
import { ContentPanel } from './content-panel'
import { ImpactPanel } from './impact-panel'

type PartProps = Readonly<{ change: ChangeView }>
const PlanPanel = beside<PartProps>(
  () => import('./plan-panel').then((module) => module.PlanPanel),
  () => <Skeleton height={140} />,
)
const TasksPanel = beside<PartProps>(
  () => import('./tasks-panel').then((module) => module.TasksPanel),
  () => <Skeleton height={100} />,
)
const HistoryPanel = beside<PartProps>(
  () => import('./history-panel').then((module) => module.HistoryPanel),
  () => <Skeleton height={100} />,
)

/** One change, from what is asked for to what became of it. */
export function ChangePage({ changeId }: { changeId: string }) {
  const trpc = useTRPC()
  const { data: change, error, refetch } = useQuery(trpc.changes.getChange.queryOptions({ changeId }))
  if (!change) return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Skeleton height={480} />
  return (
    <>
      <ChangeHead change={change} />
      <Stack>
        <ContentPanel change={change} />
        {change.state !== 'draft' && <ImpactPanel change={change} />}
        {change.state !== 'draft' && <ApprovalPanel change={change} />}
        <PlanPanel change={change} />
        <TasksPanel change={change} />
        <HistoryPanel change={change} />
      </Stack>
    </>
  )
}
