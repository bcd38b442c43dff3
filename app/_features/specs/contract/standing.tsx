'use client'
import { useTranslation } from 'react-i18next'
import { Mark } from '@/app/_features/products/mark'
import type { ContractStanding } from '@/server/domains/specs/queries/contracts'
import { Reasons } from './reasons'
import classes from './contract.module.css'

/** In a word: whether devices in the field outlive the contract. */
export function StandingMark({ standing }: { standing: ContractStanding }) {
  const { t } = useTranslation('specs')
  if (!standing.change) return null
  const { level } = standing.change
  return <Mark tone={level === 'breaking' ? 'amber' : 'good'}>{t(`contract.level.${level}`)}</Mark>
}

/** Whether a contract is that of the release: of one in force, of one that is suspended, or of another revision. */
export type Release = 'inForce' | 'suspended' | null

/** How a contract compares with the released one: the verdict, the version it needs, and every reason. */
export function Standing({ standing, release }: { standing: ContractStanding; release: Release }) {
  const { t } = useTranslation('specs')
  const { released, change, requiredVersion, versionProblem, version } = standing
  if (released === null || !change)
    return <p className={classes.quiet}>{t(`contract.standing.${release ?? 'first'}`)}</p>
  if (change.level === 'identical') return <p className={classes.quiet}>{t('contract.standing.same', { released })}</p>
  return (
    <div className={classes.standing}>
      <p className={classes.verdict}>
        <StandingMark standing={standing} /> {t(`contract.standing.${change.level}`, { released })}{' '}
        {versionProblem === null ? (
          <span className={classes.faint}>{t('contract.standing.versionGood', { version })}</span>
        ) : (
          <strong>{t('contract.standing.required', { required: requiredVersion ?? '' })}</strong>
        )}
      </p>
      <Reasons change={change} hrefOf={(channel) => `#channel-${channel}`} />
    </div>
  )
}
