'use client'
import { useTranslation } from 'react-i18next'
import { Mark, type Tone } from '@/app/_features/products/mark'
import type { GoldenState } from '@/server/domains/releases/lifecycle'

const tones: Readonly<Record<GoldenState, Tone>> = {
  draft: 'plain',
  proposed: 'amber',
  signed: 'good',
  superseded: 'stop',
  withdrawn: 'stop',
}

/** Where a golden package stands, in a word; one whose parts were overtaken says that before all else. */
export function GoldenBadge({ state, overtaken }: { state: GoldenState; overtaken: boolean }) {
  const { t } = useTranslation('releases')
  if (overtaken && (state === 'proposed' || state === 'signed'))
    return <Mark tone="stop">{t('golden.partsOvertaken')}</Mark>
  return <Mark tone={tones[state]}>{t(`golden.state.${state}`)}</Mark>
}
