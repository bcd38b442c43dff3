import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { BomList } from '@/app/_features/boms/bom-list'
import { paths } from '@/app/_lib/paths'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ productId: string }>; searchParams: Promise<{ all?: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('boms:title') })

export default async function BomsPage({ params, searchParams }: Props) {
  const { productId } = await params
  const { boms, mayWrite } = await (await serverApi()).boms.listBoms({ productId })
  const [only, ...more] = boms.filter(({ archivedAt }) => archivedAt === null)
  if (only && more.length === 0 && (await searchParams).all === undefined) redirect(paths.bom(productId, only.id))
  await Promise.all([
    prefetch(api.boms.listBoms.queryOptions({ productId })),
    mayWrite ? prefetch(api.boms.listImports.queryOptions({ productId })) : undefined,
  ])
  return (
    <Hydrate>
      <BomList productId={productId} />
    </Hydrate>
  )
}
