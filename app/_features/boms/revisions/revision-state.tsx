'use client'
import { useTranslation } from 'react-i18next'
import { Mark, type Tone } from '@/app/_features/products/mark'
import type { RevisionState } from '@/server/domains/boms/lifecycle'

const tones: Readonly<Record<RevisionState, Tone>> = {
  draft: 'plain',
  inReview: 'amber',
  released: 'good',
  superseded: 'stop',
  withdrawn: 'stop',
}

/** Where a revision of a BOM stands, in a word. */
export function RevisionStateMark({ state }: { state: RevisionState }) {
  const { t } = useTranslation('bomRevisions')
  return <Mark tone={tones[state]}>{t(`state.${state}`)}</Mark>
}
