'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC } from '@/app/_lib/trpc'
import type { ProductDetails } from '@/server/domains/products/queries/get-product'

/** The product that the layout around this page has already asked for. */
export function useProduct(productId: string): ProductDetails {
  const trpc = useTRPC()
  return useSuspenseQuery(trpc.products.getProduct.queryOptions({ productId })).data
}
