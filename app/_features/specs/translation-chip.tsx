'use client'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import type { TranslationState } from '@/server/kernel/bilingual'

const tones: Readonly<Record<TranslationState, 'plain' | 'amber' | 'accent' | 'muted'>> = {
  missing: 'amber',
  machine: 'amber',
  stale: 'amber',
  human: 'muted',
  verified: 'accent',
}

/** How far a translation can be trusted, in a word. */
export function TranslationChip({ state }: { state: TranslationState }) {
  const { t } = useTranslation('language')
  return <Chip tone={tones[state]}>{t(`state.${state}`)}</Chip>
}
