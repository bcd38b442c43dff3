import type { Metadata } from 'next'
import { ReadBackPage } from '@/app/_features/specs/read-back/read-back-page'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ specId: string }>; searchParams: Promise<{ revision?: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('specs:readBack.title') })

export default async function ReadBack({ params, searchParams }: Props) {
  const [{ specId }, { revision }] = await Promise.all([params, searchParams])
  await orNotFound((await serverApi()).specs.getSpec({ specId }))
  await prefetch(api.specs.getSpec.queryOptions({ specId }))
  return (
    <Hydrate>
      <ReadBackPage specId={specId} revisionId={revision ?? null} />
    </Hydrate>
  )
}
