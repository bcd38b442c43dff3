import type { Metadata } from 'next'
import { LinePage } from '@/app/_features/firmware/line-page'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getLocale, Hydrate, prefetch, serverApi } from '@/app/_lib/server'
import { readIn } from '@/server/kernel/bilingual'

type Props = { params: Promise<{ lineId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ lineId }, server, locale] = await Promise.all([params, serverApi(), getLocale()])
  const { number, name } = await orNotFound(server.firmware.getLine({ lineId }))
  return { title: `${number} ${readIn(locale, name).text}` }
}

export default async function FirmwareLinePage({ params }: Props) {
  const { lineId } = await params
  await orNotFound((await serverApi()).firmware.getLine({ lineId }))
  await prefetch(api.firmware.getLine.queryOptions({ lineId }))
  return (
    <Hydrate>
      <LinePage lineId={lineId} />
    </Hydrate>
  )
}
