import { SearchPage } from '@/app/_features/search/search-page'
import { getT } from '@/app/_lib/server'

export const generateMetadata = async () => ({ title: (await getT())('search:title') })

export default function Search() {
  return <SearchPage />
}
