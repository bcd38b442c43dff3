'use client'
import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/** What stands in the address while a requirement is being written that has no id yet. */
export const unwritten = 'new'

function go(requirement: string | null, replace: boolean): void {
  const url = new URL(window.location.href)
  if (requirement === null) url.searchParams.delete('requirement')
  else url.searchParams.set('requirement', requirement)
  url.searchParams.delete('thread')
  if (replace) window.history.replaceState(null, '', url)
  else window.history.pushState(null, '', url)
}

/**
 * Which requirement is open. The address says so (`?requirement=`), so that a link leads back to it and the browser's
 * back button closes it; going from one to the next with keys is one visit.
 */
export function useOpenRequirement() {
  const openId = useSearchParams().get('requirement')
  const open = useCallback((id: string) => {
    const already = new URL(window.location.href).searchParams.has('requirement')
    go(id, already)
  }, [])
  const close = useCallback(() => go(null, false), [])
  return { openId, open, close }
}
