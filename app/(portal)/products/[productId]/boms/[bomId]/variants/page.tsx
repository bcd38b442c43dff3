import type { Metadata } from 'next'
import { VariantsPage } from '@/app/_features/boms/variants/variants-page'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ bomId: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('boms:variants.title') })

export default async function Variants({ params }: Props) {
  const { bomId } = await params
  const bom = await orNotFound((await serverApi()).boms.getBom({ bomId }))
  const revisionId = bom.currentRevisionId ?? bom.revisions[0]?.id
  await Promise.all([
    prefetch(api.boms.getBom.queryOptions({ bomId })),
    ...(revisionId ? [prefetch(api.boms.listVariants.queryOptions({ revisionId }))] : []),
  ])
  return (
    <Hydrate>
      <VariantsPage bomId={bomId} />
    </Hydrate>
  )
}
