'use client'
import { useTranslation } from 'react-i18next'
import { Mark, type Tone } from '@/app/_features/products/mark'
import type { SpecRevisionState } from '@/server/domains/specs/lifecycle'

const tones: Readonly<Record<SpecRevisionState, Tone>> = {
  draft: 'plain',
  inReview: 'amber',
  changesRequested: 'amber',
  approved: 'good',
  released: 'good',
  suspended: 'stop',
  superseded: 'plain',
  withdrawn: 'plain',
}

/** Where a revision stands, in a word. */
export function StateBadge({ state }: { state: SpecRevisionState }) {
  const { t } = useTranslation('specs')
  return <Mark tone={tones[state]}>{t(`state.${state}`)}</Mark>
}
