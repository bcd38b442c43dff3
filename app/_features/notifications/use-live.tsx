'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { useViewer } from '@/app/_lib/viewer'
import type { LiveState } from './live-connection'

const LiveContext = createContext<LiveState>('connecting')

/** Whether changes of others arrive by themselves right now. */
export const useLiveState = (): LiveState => use(LiveContext)

/** Keeps the page up with what others do. What listens is fetched once the page is there. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient()
  const router = useRouter()
  const { user, org } = useViewer()
  const [state, setState] = useState<LiveState>('connecting')
  const scope = `mortise-live ${user.id} ${org?.id ?? ''}`

  useEffect(() => {
    let left = false
    let following: { stop: () => void } | undefined
    import('./follow-live').then(
      ({ followLive }) => {
        const refresh = () => router.refresh()
        if (!left) following = followLive({ scope, queryClient, refresh, onState: setState })
      },
      () => setState('waiting'),
    )
    return () => {
      left = true
      following?.stop()
    }
  }, [queryClient, router, scope])

  return <LiveContext value={state}>{children}</LiveContext>
}
