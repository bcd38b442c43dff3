'use client'
import { useTranslation } from 'react-i18next'
import { Mark } from '@/app/_features/products/mark'
import type { SpecRevisionState } from '@/server/domains/specs/lifecycle'

/** The newest release, by letter and state; both null before the first one. */
export type Release = Readonly<{ letter: string | null; state: SpecRevisionState | null }>

/** What binds now: a release, none yet, or one that is out of force. */
export function Binding({ letter, state }: Release) {
  const { t } = useTranslation('specs')
  if (letter === null) return <span>{t('list.notBinding')}</span>
  if (state === 'suspended') return <Mark tone="stop">{t('list.suspended', { letter })}</Mark>
  return <span>{t('list.binding', { letter })}</span>
}
