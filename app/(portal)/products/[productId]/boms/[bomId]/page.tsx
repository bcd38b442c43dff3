import type { Metadata } from 'next'
import { BomView } from '@/app/_features/boms/bom-view'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'
import { readIn } from '@/server/kernel/bilingual'
import { getLocale } from '@/app/_lib/server'

type Props = {
  params: Promise<{ productId: string; bomId: string }>
  searchParams: Promise<{ revision?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { bomId } = await params
  const bom = await (await serverApi()).boms.getBom({ bomId }).catch(() => null)
  return { title: bom ? readIn(await getLocale(), bom.name).text : (await getT())('boms:title') }
}

export default async function BomPage({ params, searchParams }: Props) {
  const { productId, bomId } = await params
  const { revision } = await searchParams
  const bom = await (await serverApi()).boms.getBom({ bomId })
  const shown = bom.revisions.find(({ id }) => id === (revision ?? bom.currentRevisionId)) ?? bom.revisions[0]
  await Promise.all([
    prefetch(api.boms.getBom.queryOptions({ bomId })),
    ...(shown
      ? [
          prefetch(api.boms.listSections.queryOptions({ revisionId: shown.id })),
          prefetch(api.threads.countsForBom.queryOptions({ productId, bomId, revisionId: shown.id })),
        ]
      : []),
  ])
  return (
    <Hydrate>
      <BomView productId={productId} bomId={bomId} revisionId={revision ?? null} />
    </Hydrate>
  )
}
