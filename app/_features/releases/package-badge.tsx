'use client'
import { useTranslation } from 'react-i18next'
import { Mark, type Tone } from '@/app/_features/products/mark'
import type { PackageState } from '@/server/domains/releases/lifecycle'

const tones: Readonly<Record<PackageState, Tone>> = {
  making: 'plain',
  failed: 'stop',
  issued: 'good',
  withdrawn: 'stop',
}

/** Where a package stands, in a word; one that was overtaken says that before all else. */
export function PackageBadge({ state, superseded }: { state: PackageState; superseded: boolean }) {
  const { t } = useTranslation('releases')
  if (state === 'issued' && superseded) return <Mark tone="stop">{t('state.superseded')}</Mark>
  return <Mark tone={tones[state]}>{t(`state.${state}`)}</Mark>
}
