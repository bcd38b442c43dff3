'use client'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { Mark } from '@/app/_features/products/mark'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import type { RedlineView } from '@/server/domains/specs/queries/redlines'
import type { Spec } from '../types'
import { sayValue } from './history'
import { RedlineChangeText } from './redline-change'
import { RedlineHistory } from './redline-history'
import { RedlineMoves } from './redline-moves'
import classes from './redlines.module.css'

type Props = Readonly<{
  spec: Spec
  redline: RedlineView
  /** Inside the requirement it is about, which needs no naming. */
  embedded?: boolean
}>

/** One change somebody proposes: what, why, how it went, whose move it is. */
export function RedlineItem({ spec, redline, embedded = false }: Props) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  const { code, title, state, change, unit, turn, outdated, standing, landedIn, partner } = redline
  const yours = turn === spec.access.side
  return (
    <article className={classes.item} data-yours={yours || undefined}>
      <header className={classes.head}>
        {!embedded && (
          <h2 className={classes.title}>
            <Link
              href={paths.requirement(spec.productId, spec.id, redline.requirementId)}
              className="mono"
              aria-label={t('redline.openRequirement', { code })}
            >
              {code}
            </Link>{' '}
            {title !== null && format.text(title)}
          </h2>
        )}
        {spec.access.side === 'brand' && partner !== null && (
          <span className={classes.org}>{t('redline.from', { org: format.org(partner) })}</span>
        )}
        <Mark tone={yours ? 'amber' : state === 'accepted' ? 'good' : 'plain'}>
          {yours ? t('redline.yourMove') : t(`redline.state.${state}`)}
        </Mark>
        {landedIn !== null && <Mark tone="good">{t('redline.landed', { revision: landedIn })}</Mark>}
      </header>
      <RedlineChangeText change={change} unit={unit} />
      {outdated && (
        <p className={classes.outdated}>
          <IconAlertTriangle size={15} stroke={1.7} aria-hidden />
          {standing === null
            ? t('redline.outdatedGone', { code })
            : t('redline.outdated', {
                code,
                value: sayValue(change.field, standing, unit) || t('redline.nothing'),
              })}
        </p>
      )}
      <RedlineHistory redline={redline} />
      <RedlineMoves spec={spec} redline={redline} />
    </article>
  )
}
