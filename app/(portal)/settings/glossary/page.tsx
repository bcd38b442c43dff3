import type { Metadata } from 'next'
import { Texts } from '@/app/_components/texts'
import { GlossaryPage } from '@/app/_features/language/glossary-page'
import { getT } from '@/app/_lib/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('language:glossary.title') }
}

export default function Page() {
  return (
    <Texts of={['language']}>
      <GlossaryPage />
    </Texts>
  )
}
