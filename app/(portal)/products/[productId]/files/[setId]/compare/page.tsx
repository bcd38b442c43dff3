import type { Metadata } from 'next'
import { Texts } from '@/app/_components/texts'
import { ComparePage } from '@/app/_features/designFiles/compare/compare-page'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = {
  params: Promise<{ setId: string }>
  searchParams: Promise<{ before?: string; after?: string }>
}

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('designViewer:compare.title') })

export default async function CompareDesignsPage({ params, searchParams }: Props) {
  const [{ setId }, asked] = await Promise.all([params, searchParams])
  const server = await serverApi()
  const { revisions } = await orNotFound(server.designFiles.getSet({ setId }))
  // What is built from and what comes next; while nothing comes next, what was built from before.
  const newest = revisions[0]?.id
  const after = asked.after ?? newest
  const before =
    asked.before ??
    revisions.find(({ id, state }) => state === 'released' && id !== after)?.id ??
    revisions.find(({ id }) => id !== after)?.id
  const pair = before && after ? { before, after } : null
  await prefetch(api.designFiles.getSet.queryOptions({ setId }))
  if (pair) {
    await orNotFound(server.designFiles.comparedRevisions(pair))
    await prefetch(api.designFiles.comparedRevisions.queryOptions(pair))
  }
  return (
    <Texts of={['designViewer']}>
      <Hydrate>
        <ComparePage setId={setId} pair={pair} />
      </Hydrate>
    </Texts>
  )
}
