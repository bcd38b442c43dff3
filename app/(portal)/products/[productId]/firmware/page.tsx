import type { Metadata } from 'next'
import { LineList } from '@/app/_features/firmware/line-list'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ productId: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('firmware:title') })

export default async function FirmwarePage({ params }: Props) {
  const { productId } = await params
  await orNotFound((await serverApi()).firmware.listLines({ productId }))
  await prefetch(api.firmware.listLines.queryOptions({ productId }))
  return (
    <Hydrate>
      <LineList productId={productId} />
    </Hydrate>
  )
}
