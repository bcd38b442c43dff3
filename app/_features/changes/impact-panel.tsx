'use client'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { Chip } from '@/app/_components/chip'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { priceText } from '@/app/_features/boms/line-text'
import { useFormat } from '@/app/_lib/format'
import type { ChangeView } from '@/server/domains/changes/queries/get-change'
import { impactSlot, type ImpactKey } from '@/server/domains/changes/rules/impact'
import type { ImpactDialogProps } from './impact-dialog'
import classes from './view.module.css'

const ImpactDialog = onFirstUse<ImpactDialogProps>(() =>
  import('./impact-dialog').then((module) => module.ImpactDialog),
)
type Impact = ChangeView['impacts'][number]

/** What each side found the change to do, area by area, and what nobody looked at yet. */
export function ImpactPanel({ change }: { change: ChangeView }) {
  const { t } = useTranslation('changes')
  const [assessing, setAssessing] = useState(false)
  const { impacts, required, side } = change
  const more = impacts.filter((impact) => !required.some((key) => impactSlot(key) === impactSlot(impact)))
  const keys: readonly ImpactKey[] = [...required, ...more]
  const own = impacts.some((impact) => impact.side === side)
  return (
    <Panel
      title={t('impact.title')}
      actions={
        change.may.assess && (
          <Button className="no-print" variant={own ? 'default' : 'filled'} onClick={() => setAssessing(true)}>
            {own ? t('impact.again') : t('impact.assess', { side: t(`side.${side}`) })}
          </Button>
        )
      }
    >
      <ul className={classes.slots}>
        {keys.map((key) => (
          <Finding
            key={impactSlot(key)}
            of={key}
            impact={impacts.find((each) => impactSlot(each) === impactSlot(key)) ?? null}
          />
        ))}
      </ul>
      <ImpactDialog change={change} opened={assessing} onClose={() => setAssessing(false)} />
    </Panel>
  )
}

function Finding({ of, impact }: { of: ImpactKey; impact: Impact | null }) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  return (
    <li className={classes.slot} data-done={impact ? true : undefined}>
      <span className={classes.strong}>{t(`area.${of.area}`)}</span>
      <span className={classes.faint}>{t(`side.${of.side}`)}</span>
      {impact ? (
        <>
          <span>{impact.affected ? <Facts impact={impact} /> : t('impact.none')}</span>
          {impact.words && <BilingualWords text={impact.words} />}
          <span className={classes.faint}>
            {impact.by &&
              t('impact.by', { person: format.person(impact.by), when: format.shortDay(impact.assessedAt) })}
          </span>
          {impact.stale && (
            <span>
              <Chip tone="amber">{t('impact.stale')}</Chip>
            </span>
          )}
        </>
      ) : (
        <span>{t('impact.missing')}</span>
      )}
    </li>
  )
}

/** What is affected, with the figures somebody gave. */
function Facts({ impact }: { impact: Impact }) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  const { percent, amountMicros, currency, days, quantity, uom, retest } = impact.facts
  const said = [
    percent !== undefined && `${percent} %`,
    amountMicros !== undefined && priceText(amountMicros, currency ?? null),
    days !== undefined && t('impact.daysShown', { count: days }),
    quantity !== undefined && [format.quantity(quantity), uom].filter(Boolean).join(' '),
    retest === true && t('impact.retest'),
    impact.withheld && t('impact.withheld'),
  ].filter((each) => typeof each === 'string')
  return (
    <>
      <Chip tone="accent">{t('impact.affected')}</Chip> {said.join(' · ')}
    </>
  )
}
