'use client'
import { lazy, Suspense, useState, type ComponentType } from 'react'

/**
 * What is closed at first and fetched when it is first opened. It stays mounted from then on, so that it closes as it
 * would have otherwise.
 */
export function onFirstUse<P extends { opened: boolean }>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const Loaded = lazy(async () => ({ default: await load() }))
  return function OnFirstUse(props: P) {
    const [used, setUsed] = useState(props.opened)
    if (props.opened && !used) setUsed(true)
    return used ? (
      <Suspense>
        <Loaded {...props} />
      </Suspense>
    ) : null
  }
}
