'use client'
import { useTranslation } from 'react-i18next'
import { Mark, type Tone } from '@/app/_features/products/mark'
import type { FirmwareBuildState, FirmwarePromotionState } from '@/server/domains/firmware/lifecycle'
import type { SignatureStanding } from '@/server/domains/firmware/rules/signature-standing'

const builds: Readonly<Record<FirmwareBuildState, Tone>> = { open: 'amber', registered: 'plain', withdrawn: 'stop' }
const promotions: Readonly<Record<FirmwarePromotionState, Tone>> = {
  requested: 'amber',
  approved: 'good',
  refused: 'stop',
  withdrawn: 'plain',
  superseded: 'plain',
}

const standings: Readonly<Record<SignatureStanding, Tone>> = { none: 'amber', retired: 'stop', valid: 'good' }

/** Where a build stands, in a word. */
export function BuildMark({ state }: { state: FirmwareBuildState }) {
  const { t } = useTranslation('firmware')
  return <Mark tone={builds[state]}>{t(`build.state.${state}`)}</Mark>
}

/** Where a promotion stands, in a word. */
export function PromotionMark({ state }: { state: FirmwarePromotionState }) {
  const { t } = useTranslation('firmware')
  return <Mark tone={promotions[state]}>{t(`promotion.state.${state}`)}</Mark>
}

/** Whether devices and factories can trust who made it. */
export function SignedMark({ signed }: { signed: SignatureStanding }) {
  const { t } = useTranslation('firmware')
  return <Mark tone={standings[signed]}>{t(`signature.standing.${signed}`)}</Mark>
}
