import { Texts } from '@/app/_components/texts'
import { PartList } from '@/app/_features/parts/part-list'
import { readFilters } from '@/app/_features/parts/filters'
import { getT, serverApi } from '@/app/_lib/server'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export const generateMetadata = async () => ({ title: (await getT())('parts:title') })

export default async function PartsPage({ searchParams }: Props) {
  const asked = await searchParams
  const given = Object.entries(asked).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  const filters = readFilters(new URLSearchParams(given))
  const first = await (await serverApi()).parts.listParts(filters)
  return (
    <Texts of={['parts']}>
      <PartList first={first} firstFilters={filters} />
    </Texts>
  )
}
