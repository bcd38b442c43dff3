import type { Metadata } from 'next'
import { StructurePage } from '@/app/_features/boms/structure/structure-page'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ bomId: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('boms:structure.title') })

export default async function Structure({ params }: Props) {
  const { bomId } = await params
  await orNotFound((await serverApi()).boms.getBom({ bomId }))
  await Promise.all([
    prefetch(api.boms.getBom.queryOptions({ bomId })),
    prefetch(api.boms.listBuilders.queryOptions({ bomId })),
  ])
  return (
    <Hydrate>
      <StructurePage bomId={bomId} />
    </Hydrate>
  )
}
