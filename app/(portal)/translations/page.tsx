import { Texts } from '@/app/_components/texts'
import { QueuePage } from '@/app/_features/language/queue-page'
import { getT } from '@/app/_lib/server'

export const generateMetadata = async () => ({ title: (await getT())('language:queue.title') })

export default function TranslationsPage() {
  return (
    <Texts of={['language']}>
      <QueuePage />
    </Texts>
  )
}
