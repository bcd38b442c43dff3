'use client'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { beside } from '@/app/_components/beside'
import { Skeleton } from '@/app/_components/ui/layout'
import { useTRPC } from '@/app/_lib/trpc'
import { BomPage } from './bom-page'
import { GridSkeleton } from './grid-skeleton'

const ThreadPanel = beside(
  () => import('@/app/_features/threads/thread-panel').then((module) => module.ThreadPanel),
  () => <Skeleton height={72} />,
)

type Props = Readonly<{ productId: string; bomId: string; revisionId: string | null }>

/** The BOM page with the questions of its lines. A link to a question (`?thread=`) opens what it is about. */
export function BomView({ productId, bomId, revisionId }: Props) {
  const trpc = useTRPC()
  const search = useSearchParams()
  // Read once: later the address follows the screen, not the other way round.
  const [linked] = useState({ line: search.get('line'), thread: search.get('thread') })
  const asked = useQuery(
    trpc.threads.getThread.queryOptions(
      { threadId: linked.thread ?? '' },
      { enabled: linked.thread !== null, retry: false },
    ),
  )
  if (linked.thread !== null && linked.line === null && asked.isPending) return <GridSkeleton />
  const about = asked.data
  const linkedLine = linked.line ?? (about?.subjectKind === 'bomLine' ? about.subjectId : null)
  const questions = (kind: 'bom' | 'bomLine') => (subject: Readonly<{ id: string; label: string }>) => (
    <ThreadPanel
      productId={productId}
      subject={{ kind, ...subject }}
      threadId={about?.subjectId === subject.id ? about.id : null}
    />
  )
  return (
    <BomPage
      bomId={bomId}
      revisionId={revisionId}
      linkedLine={linkedLine}
      asksAboutBom={about?.subjectKind === 'bom'}
      lineQuestions={questions('bomLine')}
      bomQuestions={questions('bom')}
    />
  )
}
