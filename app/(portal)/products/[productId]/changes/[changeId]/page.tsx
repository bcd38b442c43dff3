import type { Metadata } from 'next'
import { ChangePage } from '@/app/_features/changes/change-page'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getLocale, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'
import { readIn } from '@/server/kernel/bilingual'

type Props = { params: Promise<{ productId: string; changeId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { changeId } = await params
  const change = await (await serverApi()).changes.getChange({ changeId }).catch(() => null)
  return {
    title: change ? `${change.code} ${readIn(await getLocale(), change.title).text}` : (await getT())('changes:title'),
  }
}

export default async function Page({ params }: Props) {
  const { changeId } = await params
  await orNotFound((await serverApi()).changes.getChange({ changeId }))
  await Promise.all([
    prefetch(api.changes.getChange.queryOptions({ changeId })),
    prefetch(api.changes.getContent.queryOptions({ changeId })),
  ])
  return (
    <Hydrate>
      <ChangePage changeId={changeId} />
    </Hydrate>
  )
}
