import type { Metadata } from 'next'
import { ContractPage } from '@/app/_features/specs/contract/contract-page'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = {
  params: Promise<{ productId: string; specId: string }>
  searchParams: Promise<{ revision?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { specId } = await params
  const spec = await (await serverApi()).specs.getSpec({ specId }).catch(() => null)
  const title = (await getT())('specs:contract.view.title')
  return { title: spec ? `${spec.number} ${title}` : title }
}

export default async function SpecContractPage({ params, searchParams }: Props) {
  const { productId, specId } = await params
  const { revision } = await searchParams
  const spec = await orNotFound((await serverApi()).specs.getSpec({ specId }))
  const shown = spec.revisions.find(({ id }) => id === (revision ?? spec.currentRevisionId)) ?? spec.revisions[0]
  await Promise.all([
    prefetch(api.specs.getSpec.queryOptions({ specId })),
    shown ? prefetch(api.specs.getContract.queryOptions({ revisionId: shown.id })) : undefined,
  ])
  return (
    <Hydrate>
      <ContractPage productId={productId} specId={specId} revisionId={revision ?? null} />
    </Hydrate>
  )
}
