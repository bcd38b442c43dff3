'use client'
import { useQuery } from '@tanstack/react-query'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'

export type Factories = readonly Readonly<{ value: string; label: string }>[]

/** Factories that work on a product and see its specifications, by name, once they are known; none unless `asked`. */
export function useFactories(productId: string, asked: boolean): Factories | null {
  const trpc = useTRPC()
  const format = useFormat()
  const { data } = useQuery({ ...trpc.products.listParties.queryOptions({ productId }), enabled: asked })
  if (!asked) return []
  if (!data) return null
  return data.flatMap(({ org, standing, grants }) =>
    org && standing === 'accepted' && grants.includes('specs') ? [{ value: org.id, label: format.org(org) }] : [],
  )
}
