import type { Metadata } from 'next'
import { SpecView } from '@/app/_features/specs/spec-view'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getLocale, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'
import { readIn } from '@/server/kernel/bilingual'

type Props = {
  params: Promise<{ productId: string; specId: string }>
  searchParams: Promise<{ revision?: string }>
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { specId } = await params
  const { revision } = await searchParams
  const spec = await (await serverApi()).specs.getSpec({ specId }).catch(() => null)
  if (!spec) return { title: (await getT())('specs:title') }
  const { number, name } = spec.revisions.find(({ id }) => id === revision)?.head ?? spec
  return { title: `${number} ${readIn(await getLocale(), name).text}` }
}

export default async function SpecPage({ params, searchParams }: Props) {
  const { productId, specId } = await params
  const { revision } = await searchParams
  const spec = await orNotFound((await serverApi()).specs.getSpec({ specId }))
  const shown = spec.revisions.find(({ id }) => id === (revision ?? spec.currentRevisionId)) ?? spec.revisions[0]
  // The requirements themselves follow on their own: a long document would make the page heavy.
  await Promise.all([
    prefetch(api.specs.getSpec.queryOptions({ specId })),
    prefetch(api.specs.listRedlines.queryOptions({ specId, filter: 'open' })),
    prefetch(api.threads.countsForSpec.queryOptions({ productId, specId })),
    ...(shown ? [prefetch(api.specs.getRevision.queryOptions({ revisionId: shown.id }))] : []),
  ])
  return (
    <Hydrate>
      <SpecView specId={specId} revisionId={revision ?? null} />
    </Hydrate>
  )
}
