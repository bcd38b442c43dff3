import type { Metadata } from 'next'
import { Texts } from '@/app/_components/texts'
import { CrossReferences } from '@/app/_features/parts/cross-references'
import { api, getT, Hydrate, prefetch, requireActor } from '@/app/_lib/server'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getT())('parts:crossReferences.title'),
})

export default async function CrossReferencesPage() {
  await requireActor()
  await prefetch(api.parts.listCounterparts.queryOptions())
  return (
    <Texts of={['parts']}>
      <Hydrate>
        <CrossReferences />
      </Hydrate>
    </Texts>
  )
}
