import type { Metadata } from 'next'
import { GoldenPage } from '@/app/_features/releases/golden-page'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ goldenId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { goldenId } = await params
  return { title: (await orNotFound((await serverApi()).releases.getGolden({ goldenId }))).number }
}

export default async function OneGoldenPackagePage({ params }: Props) {
  const { goldenId } = await params
  await orNotFound((await serverApi()).releases.getGolden({ goldenId }))
  await prefetch(api.releases.getGolden.queryOptions({ goldenId }))
  return (
    <Hydrate>
      <GoldenPage goldenId={goldenId} />
    </Hydrate>
  )
}
