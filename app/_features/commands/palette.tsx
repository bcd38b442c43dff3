'use client'
import { Spotlight, spotlight, type SpotlightActionData } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Mantine } from '@/app/_components/mantine'
import { toggleScheme } from '@/app/_lib/color-scheme'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import { searchable } from '@/server/kernel/bilingual'

const shown = 50

/** Goes anywhere by a few letters of either language. `wanted` counts the times it was asked for. */
export function Palette({ wanted }: { wanted: number }) {
  const { t } = useTranslation()
  const router = useRouter()
  const trpc = useTRPC()
  const format = useFormat()
  const { org } = useViewer()
  const products = useQuery(trpc.products.listProducts.queryOptions({ limit: shown }))
  useEffect(() => spotlight.open(), [wanted])

  const page = (id: string, label: string, path: string, keywords: string[] = []): SpotlightActionData => ({
    id,
    label,
    keywords,
    onClick: () => router.push(path),
  })
  const found = (products.data?.items ?? []).map(({ id, code, name }) =>
    page(id, `${code}  ${format.text(name)}`, paths.product(id), [searchable(name)]),
  )
  const pages = [
    page('home', t('nav.home'), paths.home()),
    page('products', t('nav.products'), paths.products()),
    ...(org?.kind === 'brand' ? [page('manufacturers', t('nav.manufacturers'), paths.manufacturers())] : []),
    page('translations', t('nav.translations'), paths.translations()),
    page('inbox', t('nav.inbox'), paths.inbox()),
    page('settings', t('nav.settings'), paths.settings.profile()),
  ]
  const actions = [{ id: 'scheme', label: t('scheme.toggle'), onClick: toggleScheme }]
  return (
    <Mantine>
      <Spotlight
        shortcut={null}
        limit={shown}
        nothingFound={t('palette.nothing')}
        searchProps={{ placeholder: t('palette.search'), 'aria-label': t('palette.search') }}
        attributes={{ content: { 'aria-label': t('palette.open') } }}
        actions={[
          { group: t('palette.products'), actions: found },
          { group: t('palette.pages'), actions: pages },
          { group: t('palette.actions'), actions },
        ]}
      />
    </Mantine>
  )
}
