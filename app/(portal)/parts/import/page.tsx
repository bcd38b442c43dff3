import { Texts } from '@/app/_components/texts'
import { ImportPage } from '@/app/_features/parts/import-page'
import { getT } from '@/app/_lib/server'

export const generateMetadata = async () => ({ title: (await getT())('parts:import.title') })

export default function PartImportPage() {
  return (
    <Texts of={['parts']}>
      <ImportPage />
    </Texts>
  )
}
