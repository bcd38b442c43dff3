'use client'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CostAnswer } from '@/server/domains/boms/queries/cost-roll-up'
import classes from './cost.module.css'
import { moneyText, percentText } from './cost-text'

/** What the whole build comes to, how much of that is known, and what it was reckoned with. */
export function CostFigures({ answer }: Readonly<{ answer: CostAnswer }>) {
  const { t } = useTranslation('boms')
  const { summary, currency, unitMicros } = answer
  return (
    <section>
      <dl className={classes.figures}>
        <Figure label={t('cost.total')} value={moneyText(summary.totalMicros, currency)} />
        <Figure label={t('cost.perUnit')} value={unitMicros === null ? '–' : moneyText(unitMicros, currency)} />
        <Figure
          label={t('cost.coverage')}
          value={t('cost.coverageOf', { priced: summary.pricedCount, count: summary.partCount })}
          hint={
            summary.valueCovered === null
              ? undefined
              : t('cost.valueCovered', { percent: percentText(summary.valueCovered, false) })
          }
        />
        <Figure
          label={t('cost.excess')}
          value={moneyText(summary.excessMicros, currency)}
          hint={t('cost.excessHint')}
        />
        <Figure
          label={t('cost.leadTime')}
          value={summary.leadTimeDays === null ? t('cost.unknown') : t('cost.days', { count: summary.leadTimeDays })}
          hint={summary.slowest.join(', ')}
        />
        {summary.consignedCount > 0 && (
          <Figure
            label={t('cost.consigned')}
            value={moneyText(summary.consignedMicros, currency)}
            hint={t('cost.consignedHint')}
          />
        )}
      </dl>
      <ul className={classes.rates} aria-label={t('cost.rates')}>
        {summary.rates.map((rate) => (
          <li key={`${rate.base}${rate.quote}${rate.day}`}>
            {t(rate.source === '' ? 'cost.rateOnly' : 'cost.rate', rate)}
          </li>
        ))}
        {summary.rates.length === 0 && <li>{t('cost.noRates')}</li>}
        {summary.asRequiredCount > 0 && <li>{t('cost.asRequired', { count: summary.asRequiredCount })}</li>}
      </ul>
    </section>
  )
}

const Figure = ({ label, value, hint }: Readonly<{ label: ReactNode; value: ReactNode; hint?: ReactNode }>) => (
  <div className={classes.figure}>
    <dt className={classes.label}>{label}</dt>
    <dd className={classes.value}>{value}</dd>
    {hint !== undefined && hint !== '' && <dd className={classes.hint}>{hint}</dd>}
  </div>
)
