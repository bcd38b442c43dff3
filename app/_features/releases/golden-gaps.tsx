'use client'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import { TextLink } from '@/app/_components/text-link'
import { Mark } from '@/app/_features/products/mark'
import { paths } from '@/app/_lib/paths'
import type { GoldenView } from '@/server/domains/releases/queries/get-golden'
import { gapKey, type GoldenGap } from '@/server/domains/releases/rules/golden-parts'
import classes from './item-list.module.css'

/** What a gap says. */
function useGapText(): (gap: GoldenGap) => string {
  const { t } = useTranslation('releases')
  return ({ kind, reason, subject }) => t(`gap.${reason}`, { part: t(`goldenPart.${kind}`), subject })
}

/** Where a gap is mended. */
function wayOf(productId: string, { kind, reason, id }: GoldenGap): string {
  if (reason === 'notShared') return paths.partners(productId)
  switch (kind) {
    case 'spec':
      return id ? paths.spec(productId, id) : paths.specs(productId)
    case 'bom':
      return id ? paths.bom(productId, id) : paths.boms(productId)
    case 'firmware':
      return id ? paths.firmwareLine(productId, id) : paths.firmware(productId)
    case 'designs':
    case 'testPlans':
    case 'artwork':
      return kind === 'designs' && id ? paths.design(productId, id) : paths.designs(productId)
  }
}

/** What keeps a draft from being proposed, and what it may go without, each with the way to mend it. */
export function Gaps({ data: { gaps, productId } }: { data: GoldenView }) {
  const { t } = useTranslation('releases')
  const say = useGapText()
  if (gaps.length === 0) return <Panel title={t('golden.gaps')}>{t('golden.noGaps')}</Panel>
  return (
    <Panel title={t('golden.gaps')} flush>
      <ul className={classes.list}>
        {gaps.map((gap) => (
          <li key={gapKey(gap)} className={classes.item}>
            <div>{say(gap)}</div>
            <div className={classes.facts}>
              <Mark tone={gap.weight === 'stop' ? 'stop' : 'plain'}>{t(`golden.${gap.weight}`)}</Mark>
              <TextLink href={wayOf(productId, gap)}>
                {t(`golden.mend.${gap.reason === 'notShared' ? 'partners' : gap.kind}`)}
              </TextLink>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Gaps as plain lines. */
export function GapLines({ gaps }: { gaps: readonly GoldenGap[] }) {
  const say = useGapText()
  return (
    <ul className={classes.plain}>
      {gaps.map((gap) => (
        <li key={gapKey(gap)}>{say(gap)}</li>
      ))}
    </ul>
  )
}
