'use client'
import { useTranslation } from 'react-i18next'
import { Mark, type Tone } from '@/app/_features/products/mark'
import type { DesignRevisionState } from '@/server/domains/designFiles/lifecycle'

const tones: Readonly<Record<DesignRevisionState, Tone>> = { draft: 'plain', released: 'good', superseded: 'plain' }

/** Where a revision stands, in a word. */
export function StateBadge({ state }: { state: DesignRevisionState }) {
  const { t } = useTranslation('designFiles')
  return <Mark tone={tones[state]}>{t(`state.${state}`)}</Mark>
}
