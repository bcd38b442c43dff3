'use client'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import type { ChangeClass, ChangeState } from '@/server/domains/changes/lifecycle'
import type { SigningSide } from '@/server/domains/specs/rules/sign-off'

const tones: Readonly<Partial<Record<ChangeState, 'amber' | 'accent' | 'muted' | 'red'>>> = {
  impactAnalysis: 'amber',
  pendingApproval: 'amber',
  approved: 'accent',
  scheduled: 'accent',
  implementing: 'accent',
  verified: 'accent',
  closed: 'muted',
  cancelled: 'muted',
  rejected: 'red',
}

export function StateMark({ state }: { state: ChangeState }) {
  const { t } = useTranslation('changes')
  return <Chip tone={tones[state] ?? 'plain'}>{t(`state.${state}`)}</Chip>
}

export function ClassMark({ of, emergency }: { of: ChangeClass; emergency: boolean }) {
  const { t } = useTranslation('changes')
  return (
    <>
      {emergency && <Chip tone="red">{t('emergency')}</Chip>}
      <Chip>{t(`class.${of}`)}</Chip>
    </>
  )
}

/** Whose move it is, in words. */
export function CourtMark({ court, side }: { court: readonly SigningSide[]; side: SigningSide }) {
  const { t } = useTranslation('changes')
  const [only] = court
  if (only === undefined) return null
  if (court.length > 1) return <Chip tone="amber">{t('court.both')}</Chip>
  return only === side ? (
    <Chip tone="amber">{t('court.ours')}</Chip>
  ) : (
    <Chip tone="muted">{t('court.theirs', { side: t(`side.${only}`) })}</Chip>
  )
}
