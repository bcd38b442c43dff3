'use client'
import { useQuery } from '@tanstack/react-query'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'

/** Factories that work on a product and see its BOMs, by name; null until they are known. */
export function usePartners(productId: string, asked: boolean) {
  const trpc = useTRPC()
  const format = useFormat()
  const { data } = useQuery({ ...trpc.products.listParties.queryOptions({ productId }), enabled: asked })
  if (!asked) return []
  if (!data) return null
  return data.flatMap(({ org, standing, grants }) =>
    org && standing === 'accepted' && grants.includes('boms') ? [{ value: org.id, label: format.org(org) }] : [],
  )
}
