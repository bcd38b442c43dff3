import { redirect } from 'next/navigation'
import { Texts } from '@/app/_components/texts'
import { PinGone } from '@/app/_features/designFiles/pins/pin-gone'
import { orNotFound } from '@/app/_lib/or-not-found'
import { paths } from '@/app/_lib/paths'
import { serverApi } from '@/app/_lib/server'

/** A pin wherever it stands by now. */
export default async function DesignPinPage({ params }: { params: Promise<{ pinId: string }> }) {
  const { pinId } = await params
  const { productId, setId, fileId, madeIn } = await orNotFound((await serverApi()).designFiles.findPin({ pinId }))
  if (fileId !== null) redirect(paths.designView(productId, setId, fileId, pinId))
  return (
    <Texts of={['designViewer']}>
      <PinGone href={paths.design(productId, setId, madeIn.id)} revision={madeIn.name} />
    </Texts>
  )
}
