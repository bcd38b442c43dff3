import type { Metadata } from 'next'
import { BuildPage } from '@/app/_features/firmware/build-page'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ buildId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ buildId }, server] = await Promise.all([params, serverApi()])
  const { version, line } = await orNotFound(server.firmware.getBuild({ buildId }))
  return { title: `${line.number} ${version}` }
}

export default async function FirmwareBuildPage({ params }: Props) {
  const { buildId } = await params
  await orNotFound((await serverApi()).firmware.getBuild({ buildId }))
  await prefetch(api.firmware.getBuild.queryOptions({ buildId }))
  return (
    <Hydrate>
      <BuildPage buildId={buildId} />
    </Hydrate>
  )
}
