'use client'
import { useTranslation } from 'react-i18next'
import { phases, type Phase } from '@/server/domains/products/rules'
import classes from './phase.module.css'

/** A phase as a mark: five bars, as many filled as the product has come. */
export function PhaseBadge({ phase }: { phase: Phase }) {
  const { t } = useTranslation('products')
  const reached = phases.indexOf(phase)
  return (
    <span className={classes.badge} title={t(`phaseLong.${phase}`)}>
      <span className={classes.bars} aria-hidden>
        {phases.map((each, index) => (
          <span key={each} className={classes.bar} data-reached={index <= reached || undefined} />
        ))}
      </span>
      {t(`phase.${phase}`)}
    </span>
  )
}

/** All phases in order, with the present one marked. */
export function PhaseSteps({ phase }: { phase: Phase }) {
  const { t } = useTranslation('products')
  const reached = phases.indexOf(phase)
  return (
    <ol className={classes.steps}>
      {phases.map((each, index) => (
        <li
          key={each}
          className={classes.step}
          data-reached={index <= reached || undefined}
          aria-current={each === phase ? 'step' : undefined}
        >
          <span className={classes.short}>{t(`phase.${each}`)}</span>
          {each !== 'concept' && each !== 'mp' && <span className={classes.long}>{t(`phaseLong.${each}`)}</span>}
        </li>
      ))}
    </ol>
  )
}
