import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Texts } from '@/app/_components/texts'
import { MatchPage } from '@/app/_features/boms/match/match-page'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'
import { matchGroups } from '@/server/domains/boms/rules/match-groups'

type Props = { params: Promise<{ bomId: string }>; searchParams: Promise<{ group?: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('boms:match.title') })

export default async function BomMatchPage({ params, searchParams }: Props) {
  const [{ bomId }, asked, server] = await Promise.all([params, searchParams, serverApi()])
  const bom = await orNotFound(server.boms.getBom({ bomId }))
  const revisionId = bom.currentRevisionId
  if (revisionId === null) notFound()
  const group = matchGroups.find((each) => each === asked.group) ?? 'likely'
  await Promise.all([
    prefetch(api.boms.getBom.queryOptions({ bomId })),
    prefetch(api.boms.matchLines.queryOptions({ revisionId, group, offset: 0, limit: 50 })),
  ])
  return (
    <Texts of={['parts']}>
      <Hydrate>
        <MatchPage bomId={bomId} revisionId={revisionId} group={group} />
      </Hydrate>
    </Texts>
  )
}
