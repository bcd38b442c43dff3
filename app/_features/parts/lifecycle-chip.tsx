'use client'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import type { PartLifecycle } from '@/server/domains/parts/lifecycle'

/** What a maker says of its part, where that needs care; nothing for what is made as ever or not known. */
export function LifecycleChip({ lifecycle }: { lifecycle: PartLifecycle }) {
  const { t } = useTranslation('parts')
  if (lifecycle === 'unknown' || lifecycle === 'active') return null
  return <Chip tone={lifecycle === 'nrnd' ? 'amber' : 'red'}>{t(`lifecycleShort.${lifecycle}`)}</Chip>
}
