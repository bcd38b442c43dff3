'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { useViewer } from '@/app/_lib/viewer'
import type { LiveState } from './live-connection'

const LiveContext = createContext<LiveState>('connecting')

/** Whether changes of others arrive by themselves right now. */
export const useLiveState = (): LiveState => use(LiveContext)

type Props = Readonly<{
  /** The newest event the page may already show. */
  from: string
  children: ReactNode
}>

/** Keeps the page up with what others do. What listens is fetched once the page is there. */
export function LiveProvider({ from, children }: Props) {
  const queryClient = useQueryClient()
  const router = useRouter()
  const { user, org } = useViewer()
  const [state, setState] = useState<LiveState>('connecting')
  // A page that is asked for again while it is open goes on from where it is.
  const [begun] = useState(from)
  const scope = `mortise-live ${user.id} ${org?.id ?? ''}`

  useEffect(() => {
    let left = false
    let following: { stop: () => void } | undefined
    import('./follow-live').then(
      ({ followLive }) => {
        const refresh = () => router.refresh()
        if (!left) following = followLive({ scope, from: begun, queryClient, refresh, onState: setState })
      },
      () => setState('waiting'),
    )
    return () => {
      left = true
      following?.stop()
    }
  }, [begun, queryClient, router, scope])

  return <LiveContext value={state}>{children}</LiveContext>
}
