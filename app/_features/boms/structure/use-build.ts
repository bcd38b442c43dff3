'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'

export const structureViews = ['tree', 'totals'] as const
export type StructureView = (typeof structureViews)[number]

/** What is built, as the address of the page says it: a link shows a partner the same. */
export type Build = Readonly<{
  quantity: string
  variant: string | null
  includeOptional: boolean
  factory: string | null
  view: StructureView
  /** Null: the newest. */
  revision: string | null
}>

export const usualQuantity = '1000'
const amount = /^\d{1,9}(\.\d{1,6})?$/
export const isAmount = (text: string): boolean => amount.test(text.trim()) && !/^[0.]+$/.test(text.trim())

/** Reads a build from an address; what is no number becomes the usual one. */
export function buildOf(search: Readonly<{ get: (name: string) => string | null }>): Build {
  const quantity = search.get('quantity') ?? ''
  return {
    quantity: isAmount(quantity) ? quantity : usualQuantity,
    variant: search.get('variant'),
    includeOptional: search.get('optional') === '1',
    factory: search.get('factory'),
    view: search.get('view') === 'totals' ? 'totals' : 'tree',
    revision: search.get('revision'),
  }
}

export function buildQuery({ quantity, variant, includeOptional, factory, view, revision }: Partial<Build>): string {
  const query = new URLSearchParams()
  if (quantity !== undefined && quantity !== usualQuantity) query.set('quantity', quantity)
  if (variant) query.set('variant', variant)
  if (includeOptional) query.set('optional', '1')
  if (factory) query.set('factory', factory)
  if (view === 'totals') query.set('view', view)
  if (revision) query.set('revision', revision)
  return query.toString()
}

export function useBuild() {
  const search = useSearchParams()
  const here = usePathname()
  const build = useMemo(() => buildOf(search), [search])
  const change = useCallback(
    (next: Partial<Build>) => {
      const query = buildQuery({ ...build, ...next })
      window.history.replaceState(null, '', query === '' ? here : `${here}?${query}`)
    },
    [build, here],
  )
  return { build, change }
}
