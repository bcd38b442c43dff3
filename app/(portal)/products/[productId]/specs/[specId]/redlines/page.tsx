import type { Metadata } from 'next'
import { RedlinesPage } from '@/app/_features/specs/redlines/redlines-page'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ specId: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('specs:redline.title') })

export default async function Redlines({ params }: Props) {
  const { specId } = await params
  await orNotFound((await serverApi()).specs.getSpec({ specId }))
  await Promise.all([
    prefetch(api.specs.getSpec.queryOptions({ specId })),
    prefetch(api.specs.listRedlines.queryOptions({ specId, filter: 'open' })),
  ])
  return (
    <Hydrate>
      <RedlinesPage specId={specId} />
    </Hydrate>
  )
}
