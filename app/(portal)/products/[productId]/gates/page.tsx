import type { Metadata } from 'next'
import { Texts } from '@/app/_components/texts'
import { Gates } from '@/app/_features/gates/gates'
import { gateInView } from '@/app/_features/gates/in-view'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ productId: string }>; searchParams: Promise<{ phase?: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('gates:title') })

export default async function GatesPage({ params, searchParams }: Props) {
  const [{ productId }, { phase }, server] = await Promise.all([params, searchParams, serverApi()])
  const product = await orNotFound(server.products.getProduct({ productId }))
  const { gates } = await orNotFound(server.gates.listGates({ productId }))
  const shown = gateInView(gates, phase ?? null, product.phase)
  await Promise.all([
    prefetch(api.gates.listGates.queryOptions({ productId })),
    shown ? prefetch(api.gates.getGate.queryOptions({ gateId: shown.id })) : undefined,
  ])
  return (
    <Texts of={['gates', 'attachments']}>
      <Hydrate>
        <Gates productId={productId} />
      </Hydrate>
    </Texts>
  )
}
