import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Texts } from '@/app/_components/texts'
import { ViewPage } from '@/app/_features/designFiles/viewer/view-page'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ setId: string; fileId: string }> }

const viewed = async ({ params }: Props) => {
  const { setId, fileId } = await params
  const view = await orNotFound((await serverApi()).designFiles.viewFile({ fileId }))
  if (view.set.id !== setId) notFound()
  return view
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { file, set, revision } = await viewed(props)
  return { title: `${file.name} · ${set.number} ${revision.letter ?? revision.number}` }
}

export default async function ViewDesignFilePage(props: Props) {
  const { file, revision } = await viewed(props)
  await prefetch(api.designFiles.viewFile.queryOptions({ fileId: file.id }))
  await prefetch(api.designFiles.listPins.queryOptions({ revisionId: revision.id }))
  return (
    <Texts of={['designViewer', 'threads']}>
      <Hydrate>
        <ViewPage fileId={file.id} />
      </Hydrate>
    </Texts>
  )
}
