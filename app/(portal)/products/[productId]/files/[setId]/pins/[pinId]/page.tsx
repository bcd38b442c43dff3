import { redirect } from 'next/navigation'
import { orNotFound } from '@/app/_lib/or-not-found'
import { paths } from '@/app/_lib/paths'
import { serverApi } from '@/app/_lib/server'

/** A pin wherever it is by now: in the newest revision that has its file. */
export default async function DesignPinPage({ params }: { params: Promise<{ pinId: string }> }) {
  const { pinId } = await params
  const { productId, setId, fileId } = await orNotFound((await serverApi()).designFiles.findPin({ pinId }))
  redirect(fileId === null ? paths.design(productId, setId) : paths.designView(productId, setId, fileId, pinId))
}
