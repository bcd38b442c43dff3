import type { Metadata } from 'next'
import { Texts } from '@/app/_components/texts'
import { PartView } from '@/app/_features/parts/part-view'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getLocale, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'
import { readIn } from '@/server/kernel/bilingual'

type Props = { params: Promise<{ partId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { partId } = await params
  const part = await (await serverApi()).parts.getPart({ partId }).catch(() => null)
  if (!part) return { title: (await getT())('parts:title') }
  return { title: `${part.number} ${readIn(await getLocale(), part.name).text}` }
}

export default async function PartPage({ params }: Props) {
  const { partId } = await params
  await orNotFound((await serverApi()).parts.getPart({ partId }))
  await Promise.all([
    prefetch(api.parts.getPart.queryOptions({ partId })),
    prefetch(api.parts.listPartHistory.queryOptions({ partId })),
  ])
  return (
    <Texts of={['parts', 'audit', 'products']}>
      <Hydrate>
        <PartView partId={partId} />
      </Hydrate>
    </Texts>
  )
}
