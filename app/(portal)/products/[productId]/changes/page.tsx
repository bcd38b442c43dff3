import type { Metadata } from 'next'
import { Changes } from '@/app/_features/changes/changes'
import { filterIn } from '@/app/_features/changes/filter-in'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ productId: string }>; searchParams: Promise<{ show?: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('changes:title') })

export default async function ChangesPage({ params, searchParams }: Props) {
  const [{ productId }, { show }, server] = await Promise.all([params, searchParams, serverApi()])
  const filter = filterIn(show)
  await orNotFound(server.changes.listChanges({ productId, filter }))
  await prefetch(api.changes.listChanges.queryOptions({ productId, filter }))
  return (
    <Hydrate>
      <Changes productId={productId} />
    </Hydrate>
  )
}
