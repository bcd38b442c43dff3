import { Texts } from '@/app/_components/texts'
import { Questions } from '@/app/_features/threads/questions'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getLocale, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'
import { readIn } from '@/server/kernel/bilingual'

type Props = { params: Promise<{ productId: string }>; searchParams: Promise<{ thread?: string }> }

export const generateMetadata = async () => ({ title: (await getT())('threads:title') })

export default async function ThreadsPage({ params, searchParams }: Props) {
  const [{ productId }, { thread }] = await Promise.all([params, searchParams])
  const product = await orNotFound((await serverApi()).products.getProduct({ productId }))
  if (thread) await prefetch(api.threads.getThread.queryOptions({ threadId: thread }))
  const name = readIn(await getLocale(), product.name).text
  return (
    <Texts of={['threads', 'attachments']}>
      <Hydrate>
        <Questions productId={productId} label={`${product.code} ${name}`} seesBoms={product.grants.includes('boms')} />
      </Hydrate>
    </Texts>
  )
}
