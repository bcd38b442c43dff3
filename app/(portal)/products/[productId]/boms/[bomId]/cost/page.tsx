import type { Metadata } from 'next'
import { costInput } from '@/app/_features/boms/cost/cost-input'
import { CostPage } from '@/app/_features/boms/cost/cost-page'
import { buildFrom } from '@/app/_features/boms/build'
import { api, getLocale, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'
import { readIn } from '@/server/kernel/bilingual'

type Props = {
  params: Promise<{ bomId: string }>
  searchParams: Promise<{ revision?: string; quantity?: string; variant?: string; currency?: string; show?: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { bomId } = await params
  const t = await getT()
  const bom = await (await serverApi()).boms.getBom({ bomId }).catch(() => null)
  const name = bom ? readIn(await getLocale(), bom.name).text : t('boms:title')
  return { title: `${name} · ${t('boms:cost.title')}` }
}

export default async function BomCostPage({ params, searchParams }: Props) {
  const { bomId } = await params
  const asked = await searchParams
  const bom = await (await serverApi()).boms.getBom({ bomId })
  const build = buildFrom(bom, asked)
  await Promise.all([
    prefetch(api.boms.getBom.queryOptions({ bomId })),
    ...(build ? [prefetch(api.boms.listVariants.queryOptions({ revisionId: build.revisionId }))] : []),
    ...(build && bom.seesPrices ? [prefetch(api.boms.costRollUp.queryOptions(costInput(build, asked)))] : []),
  ])
  return (
    <Hydrate>
      <CostPage bomId={bomId} />
    </Hydrate>
  )
}
