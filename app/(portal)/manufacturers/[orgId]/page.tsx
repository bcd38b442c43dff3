import { TRPCError } from '@trpc/server'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Texts } from '@/app/_components/texts'
import { ManufacturerView } from '@/app/_features/orgs/manufacturer-view'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('orgs:directory.title') }
}

export default async function ManufacturerPage({ params }: { params: Promise<{ orgId: string }> }) {
  const { orgId } = await params
  await (await serverApi()).orgs.getManufacturer({ orgId }).catch((error: unknown) => {
    if (error instanceof TRPCError || (error instanceof Error && error.name === 'TRPCError')) notFound()
    throw error
  })
  await prefetch(api.orgs.getManufacturer.queryOptions({ orgId }))
  return (
    <Texts of={['orgs']}>
      <Hydrate>
        <ManufacturerView orgId={orgId} now={new Date()} />
      </Hydrate>
    </Texts>
  )
}
