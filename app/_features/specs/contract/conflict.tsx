'use client'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { Radio } from '@/app/_components/ui/choices'
import type { CloudContract } from '@/server/domains/specs/contracts/contract'
import classes from './editor.module.css'
import { DiffLines } from './diff-lines'
import { linesOf, mergeContracts, type Clash, type Side } from './merge'

type Props = Readonly<{
  base: CloudContract | null
  mine: CloudContract
  theirs: CloudContract
  onMerged: (merged: CloudContract) => void
}>

/** Two people saved from one ground: theirs beside mine, part by part, each against what stood before. */
export function Conflict({ base, mine, theirs, onMerged }: Props) {
  const { t } = useTranslation('specs')
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({})
  const { merged, clashes } = mergeContracts(base, mine, theirs, choices)
  const open = clashes.filter(({ name }) => choices[name] === undefined)
  return (
    <section className={classes.conflict} aria-label={t('contract.conflict.title')}>
      <h2 className={classes.conflictTitle}>{t('contract.conflict.title')}</h2>
      <p className={classes.conflictBody}>
        {t(clashes.length > 0 ? 'contract.conflict.body' : 'contract.conflict.merged')}
      </p>
      {clashes.map((clash) => (
        <ClashView
          key={clash.name}
          clash={clash}
          chosen={choices[clash.name]}
          onChoose={(side) => setChoices((now) => ({ ...now, [clash.name]: side }))}
        />
      ))}
      <Button disabled={open.length > 0} onClick={() => onMerged(merged)}>
        {t('contract.conflict.take')}
      </Button>
    </section>
  )
}

type ClashProps = Readonly<{ clash: Clash; chosen: Side | undefined; onChoose: (side: Side) => void }>

function ClashView({ clash: { name, part, before, mine, theirs }, chosen, onChoose }: ClashProps) {
  const { t } = useTranslation('specs')
  const label =
    'id' in part ? t(`contract.conflict.part.${part.kind}`, { id: part.id }) : t(`contract.conflict.part.${part.kind}`)
  const sides = { mine, theirs } as const
  return (
    <fieldset className={classes.clash}>
      <legend className={classes.clashName}>{label}</legend>
      <div className={classes.two}>
        {(['mine', 'theirs'] as const).map((side) => (
          <div key={side} className={classes.side}>
            <Radio
              name={name}
              label={t(`contract.conflict.${side}`)}
              checked={chosen === side}
              onChange={() => onChoose(side)}
            />
            {sides[side] === null ? (
              <p className={classes.goneNote}>{t('contract.conflict.gone')}</p>
            ) : (
              <DiffLines
                before={linesOf(before)}
                after={linesOf(sides[side])}
                label={`${label}: ${t(`contract.conflict.${side}`)}`}
              />
            )}
          </div>
        ))}
      </div>
    </fieldset>
  )
}
