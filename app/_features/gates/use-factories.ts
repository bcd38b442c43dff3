'use client'
import { useQuery } from '@tanstack/react-query'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'

/** Factories that work on a product and see its specifications, by name; for the brand. */
export function useFactories(productId: string, enabled: boolean): readonly { value: string; label: string }[] {
  const trpc = useTRPC()
  const format = useFormat()
  const { data } = useQuery({ ...trpc.products.listParties.queryOptions({ productId }), enabled })
  return (data ?? []).flatMap(({ org, standing, grants }) =>
    org && standing === 'accepted' && grants.includes('specs') ? [{ value: org.id, label: format.org(org) }] : [],
  )
}
