import type { Metadata } from 'next'
import { SpecList } from '@/app/_features/specs/spec-list'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ productId: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('specs:title') })

export default async function SpecsPage({ params }: Props) {
  const { productId } = await params
  await orNotFound((await serverApi()).specs.listSpecs({ productId }))
  await prefetch(api.specs.listSpecs.queryOptions({ productId }))
  return (
    <Hydrate>
      <SpecList productId={productId} />
    </Hydrate>
  )
}
