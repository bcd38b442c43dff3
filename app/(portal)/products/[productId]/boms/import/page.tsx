import type { Metadata } from 'next'
import { NewImport } from '@/app/_features/boms/import/new-import'
import { api, getT, Hydrate, prefetch } from '@/app/_lib/server'

type Props = { params: Promise<{ productId: string }>; searchParams: Promise<{ bom?: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('boms:import.title') })

export default async function NewImportPage({ params, searchParams }: Props) {
  const { productId } = await params
  await Promise.all([
    prefetch(api.boms.listImports.queryOptions({ productId })),
    prefetch(api.boms.listImportTemplates.queryOptions({ productId })),
  ])
  return (
    <Hydrate>
      <NewImport productId={productId} bomId={(await searchParams).bom ?? null} />
    </Hydrate>
  )
}
