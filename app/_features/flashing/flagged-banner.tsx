'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { TextLink } from '@/app/_components/text-link'
import { Alert } from '@/app/_components/ui/alert'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'

/** Says on every page about a product that devices of it are held back; nothing where none is. */
export function FlaggedBanner({ productId }: { productId: string }) {
  const { t } = useTranslation('products')
  const { data: count } = useQuery(useTRPC().flashing.countFlagged.queryOptions({ productId }))
  if (!count) return null
  return (
    <Alert color="red" variant="light" aria-live="polite">
      {t('flagged', { count })} <TextLink href={paths.flashing(productId)}>{t('flaggedSee')}</TextLink>
    </Alert>
  )
}
