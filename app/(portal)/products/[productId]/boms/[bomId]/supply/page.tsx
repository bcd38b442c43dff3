import type { Metadata } from 'next'
import { SupplyPage } from '@/app/_features/boms/supply/supply-page'
import { buildFrom } from '@/app/_features/boms/build'
import { api, getLocale, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'
import { readIn } from '@/server/kernel/bilingual'

type Props = {
  params: Promise<{ bomId: string }>
  searchParams: Promise<{ revision?: string; quantity?: string; variant?: string; factory?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { bomId } = await params
  const t = await getT()
  const bom = await (await serverApi()).boms.getBom({ bomId }).catch(() => null)
  const name = bom ? readIn(await getLocale(), bom.name).text : t('boms:title')
  return { title: `${name} · ${t('boms:supply.title')}` }
}

export default async function BomSupplyPage({ params, searchParams }: Props) {
  const { bomId } = await params
  const asked = await searchParams
  const bom = await (await serverApi()).boms.getBom({ bomId })
  const build = buildFrom(bom, asked)
  await Promise.all([
    prefetch(api.boms.getBom.queryOptions({ bomId })),
    ...(build
      ? [
          prefetch(api.boms.listVariants.queryOptions({ revisionId: build.revisionId })),
          prefetch(api.boms.supply.queryOptions({ ...build, partnerOrgId: asked.factory ?? null })),
        ]
      : []),
  ])
  return (
    <Hydrate>
      <SupplyPage bomId={bomId} />
    </Hydrate>
  )
}
