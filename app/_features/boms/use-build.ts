'use client'
import { useSearchParams } from 'next/navigation'
import { buildFrom } from './build'
import type { Bom } from './types'

/** The build of a page, kept in its address, so that it can be passed on and survives a reload. */
export function useBuild(bom: Bom) {
  const search = useSearchParams()
  const change = (changes: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(search)
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name)
      else next.set(name, value)
    }
    const query = next.toString()
    window.history.replaceState(null, '', query === '' ? window.location.pathname : `?${query}`)
  }
  const given = (name: string) => search.get(name)
  return {
    build: buildFrom(bom, { revision: given('revision'), quantity: given('quantity'), variant: given('variant') }),
    given,
    change,
  }
}
