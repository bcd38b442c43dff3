import type { Metadata } from 'next'
import { ComparePage } from '@/app/_features/specs/compare/compare-page'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ specId: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('specs:compare.title') })

export default async function Compare({ params }: Props) {
  const { specId } = await params
  await orNotFound((await serverApi()).specs.getSpec({ specId }))
  await prefetch(api.specs.getSpec.queryOptions({ specId }))
  return (
    <Hydrate>
      <ComparePage specId={specId} />
    </Hydrate>
  )
}
