import type { Metadata } from 'next'
import { Texts } from '@/app/_components/texts'
import { KeyList } from '@/app/_features/firmware/key-list'
import { api, getT, Hydrate, prefetch } from '@/app/_lib/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('firmware:key.title') }
}

export default async function FirmwareKeysPage() {
  await prefetch(api.firmware.listKeys.queryOptions())
  return (
    <Texts of={['firmware']}>
      <Hydrate>
        <KeyList />
      </Hydrate>
    </Texts>
  )
}
