'use client'
import { useTranslation } from 'react-i18next'
import { Mark, type Tone } from '@/app/_features/products/mark'
import type { GateState as State } from '@/server/domains/gates/lifecycle'
import type { ItemStanding } from '@/server/domains/gates/rules/standing'

const tones: Readonly<Record<State, Tone>> = {
  planned: 'plain',
  active: 'plain',
  gateReview: 'amber',
  passed: 'good',
  conditional: 'amber',
  failed: 'amber',
}

/** Where a gate stands, in a word. */
export function GateState({ state, lapsed = false }: { state: State; lapsed?: boolean }) {
  const { t } = useTranslation('gates')
  return <Mark tone={tones[state]}>{lapsed ? t('lapsed') : t(`state.${state}`)}</Mark>
}

const standingTones: Readonly<Record<ItemStanding, Tone>> = {
  met: 'good',
  waived: 'amber',
  notMet: 'amber',
  expired: 'amber',
  open: 'plain',
}

/** How a criterion stands, in a word. */
export function Standing({ standing }: { standing: ItemStanding }) {
  const { t } = useTranslation('gates')
  return <Mark tone={standingTones[standing]}>{t(`standing.${standing}`)}</Mark>
}
