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

/** Where a golden package stands, in a word. */
export function GoldenBadge({ state }: { state: GoldenState }) {
  const { t } = useTranslation('releases')
  return <Mark tone={tones[state]}>{t(`golden.state.${state}`)}</Mark>
}
