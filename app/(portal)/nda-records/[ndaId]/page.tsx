import { Texts } from '@/app/_components/texts'
import { NdaRecord } from '@/app/_features/products/nda-record'
import { orNotFound } from '@/app/_lib/or-not-found'
import { getT, serverApi } from '@/app/_lib/server'

export const generateMetadata = async () => ({ title: (await getT())('products:ndaRecord.title') })

export default async function NdaRecordPage({ params }: { params: Promise<{ ndaId: string }> }) {
  const { ndaId } = await params
  const record = await orNotFound((await serverApi()).products.getNdaRecord({ ndaId }))
  return (
    <Texts of={['products']}>
      <NdaRecord record={record} />
    </Texts>
  )
}
