'use client'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { Mark } from '@/app/_features/products/mark'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import type { GateSummary } from '@/server/domains/gates/queries/list-gates'
import type { GatedPhase } from '@/server/domains/gates/rules/criterion'
import type { Phase } from '@/server/domains/products/rules'
import { GateState } from './gate-state'
import classes from './gates.module.css'

type Props = Readonly<{ productId: string; gates: readonly GateSummary[]; shown: GatedPhase; present: Phase }>

/** The phases in order, each with where its gate stands and how much of it is cleared. */
export function GateRail({ productId, gates, shown, present }: Props) {
  const { t } = useTranslation(['gates', 'products'])
  const format = useFormat()
  return (
    <nav aria-label={t('gates:rail.label')}>
      <ol className={classes.rail}>
        {gates.map((gate) => (
          <li key={gate.id}>
            <Link
              className={classes.phase}
              href={paths.gate(productId, gate.phase)}
              aria-current={gate.phase === shown ? 'page' : undefined}
              scroll={false}
            >
              <span className={classes.phaseHead}>
                <span className={classes.phaseName}>{t(`products:phase.${gate.phase}`)}</span>
                <GateState state={gate.state} lapsed={gate.lapsed} />
              </span>
              <span className={classes.bar} aria-hidden>
                <span
                  className={classes.fill}
                  style={{ inlineSize: `${gate.total === 0 ? 0 : (gate.cleared / gate.total) * 100}%` }}
                />
              </span>
              <span className={classes.faint}>
                {t('gates:rail.cleared', { cleared: gate.cleared, total: gate.total })}
                {gate.phase === present && ` · ${t('gates:rail.now')}`}
              </span>
              {gate.atRisk && <Mark tone="amber">{t('gates:rail.atRisk')}</Mark>}
              {gate.state === 'conditional' && gate.conditionsEnd && (
                <span className={classes.faint}>
                  {t('gates:rail.conditionsEnd')} {format.day(gate.conditionsEnd)}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
