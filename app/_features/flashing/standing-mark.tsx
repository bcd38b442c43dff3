'use client'
import { useTranslation } from 'react-i18next'
import { Mark, type Tone } from '@/app/_features/products/mark'
import type { FlashPackageStanding } from '@/server/domains/flashing/lifecycle'

const tones: Readonly<Record<FlashPackageStanding, Tone>> = { current: 'good', outdated: 'amber', withdrawn: 'stop' }

/** Whether anybody may still flash from a package, in a word. */
export function StandingMark({ standing }: { standing: FlashPackageStanding }) {
  const { t } = useTranslation('flashing')
  return <Mark tone={tones[standing]}>{t(`standing.${standing}`)}</Mark>
}
