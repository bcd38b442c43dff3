import type { Metadata } from 'next'
import { SetPage } from '@/app/_features/designFiles/set-page'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getLocale, Hydrate, prefetch, serverApi } from '@/app/_lib/server'
import { readIn } from '@/server/kernel/bilingual'

type Props = { params: Promise<{ setId: string }>; searchParams: Promise<{ revision?: string }> }

const asked = async ({ params, searchParams }: Props) => {
  const [{ setId }, { revision }] = await Promise.all([params, searchParams])
  return { setId, ...(revision ? { revisionId: revision } : {}) }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [server, locale] = await Promise.all([serverApi(), getLocale()])
  const { number, name } = await orNotFound(server.designFiles.getSet(await asked(props)))
  return { title: `${number} ${readIn(locale, name).text}` }
}

export default async function DesignSetPage(props: Props) {
  const input = await asked(props)
  await orNotFound((await serverApi()).designFiles.getSet(input))
  await prefetch(api.designFiles.getSet.queryOptions(input))
  return (
    <Hydrate>
      <SetPage setId={input.setId} />
    </Hydrate>
  )
}
