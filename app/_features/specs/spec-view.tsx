'use client'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useTRPC } from '@/app/_lib/trpc'
import { SpecPage } from './spec-page'
import { SpecSkeleton } from './spec-skeleton'

type Props = Readonly<{ specId: string; revisionId: string | null }>

/** The page of a specification. A link to a question (`?thread=`) opens what the question is about. */
export function SpecView({ specId, revisionId }: Props) {
  const trpc = useTRPC()
  const search = useSearchParams()
  // Read once: later the address follows the screen, not the other way round.
  const [threadId] = useState(search.get('thread'))
  const asked = useQuery(
    trpc.threads.getThread.queryOptions({ threadId: threadId ?? '' }, { enabled: threadId !== null, retry: false }),
  )
  const about = asked.data
  const requirementId = about?.subjectKind === 'requirement' ? about.subjectId : null
  useEffect(() => {
    if (requirementId === null) return
    const url = new URL(window.location.href)
    if (!url.searchParams.has('thread')) return
    url.searchParams.set('requirement', requirementId)
    url.searchParams.delete('thread')
    window.history.replaceState(null, '', url)
  }, [requirementId])
  if (threadId !== null && asked.isPending) return <SpecSkeleton />
  return (
    <SpecPage specId={specId} revisionId={revisionId} linkedThread={about ? { id: about.id, requirementId } : null} />
  )
}
