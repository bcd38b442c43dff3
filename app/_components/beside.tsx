'use client'
import { lazy, Suspense, type ComponentType, type ReactNode } from 'react'

/**
 * What a page shows soon and the page itself can do without: fetched while the page comes to life, so that the page does
 * not wait for it. `waiting` stands in its place, in its size.
 */
export function beside<P extends object>(
  load: () => Promise<ComponentType<P>>,
  waiting: (props: P) => ReactNode,
): ComponentType<P> {
  const Loaded = lazy(async () => ({ default: await load() }))
  // A failure is met again, and told, when it is shown.
  if (typeof window !== 'undefined') load().catch(() => undefined)
  return function Beside(props: P) {
    return (
      <Suspense fallback={waiting(props)}>
        <Loaded {...props} />
      </Suspense>
    )
  }
}
