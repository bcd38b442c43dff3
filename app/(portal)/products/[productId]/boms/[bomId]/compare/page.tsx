import type { Metadata } from 'next'
import { ComparePage } from '@/app/_features/boms/compare/compare-page'
import { pairOf } from '@/app/_features/boms/compare/pair'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = {
  params: Promise<{ bomId: string }>
  searchParams: Promise<{ before?: string; after?: string }>
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getT())('bomRevisions:compare.title'),
})

export default async function Compare({ params, searchParams }: Props) {
  const { bomId } = await params
  const { before = null, after = null } = await searchParams
  const bom = await orNotFound((await serverApi()).boms.getBom({ bomId }))
  const pair = pairOf(bom, { before, after })
  await Promise.all([
    prefetch(api.boms.getBom.queryOptions({ bomId })),
    ...(pair === null || pair.before === pair.after
      ? []
      : [prefetch(api.boms.compareRevisions.queryOptions({ ...pair, groups: [], limit: 200 }))]),
  ])
  return (
    <Hydrate>
      <ComparePage bomId={bomId} />
    </Hydrate>
  )
}
