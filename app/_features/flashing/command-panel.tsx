'use client'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import type { FlashPlan } from '@/server/domains/flashing/rules/plan'
import classes from './package-page.module.css'

/** How a build is flashed: one command after the other, and what to put into them. */
export function CommandPanel({ plan }: { plan: FlashPlan }) {
  const { t } = useTranslation('flashing')
  return (
    <Panel title={t('package.commands')}>
      <Commands plan={plan} />
    </Panel>
  )
}

export function Commands({ plan }: { plan: FlashPlan }) {
  const { t } = useTranslation('flashing')
  const blanks = [...new Set(plan.steps.flatMap((step) => step.blanks))]
  return (
    <>
      <ol className={classes.commands}>
        {plan.steps.map(({ tool, command }) => (
          <li key={command}>
            {t(`tool.${tool}`)}
            <code className={`mono ${classes.command}`}>{command}</code>
          </li>
        ))}
      </ol>
      {blanks.map((blank) => (
        <p key={blank} className={classes.faint}>
          {t('package.blanks', { blank, meaning: t(`blank.${blank}`) })}
        </p>
      ))}
    </>
  )
}
