import type { Metadata } from 'next'
import { ImportPage } from '@/app/_features/boms/import/import-page'
import { api, getT, Hydrate, prefetch } from '@/app/_lib/server'

type Props = { params: Promise<{ importId: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('boms:import.title') })

export default async function BomImportPage({ params }: Props) {
  const { importId } = await params
  await prefetch(api.boms.getImport.queryOptions({ importId }))
  return (
    <Hydrate>
      <ImportPage importId={importId} />
    </Hydrate>
  )
}
