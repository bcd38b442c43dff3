'use client'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Mark } from '@/app/_features/products/mark'
import { Button } from '@/app/_components/ui/button'
import type { Classification, Reason } from '@/server/domains/specs/contracts/changes'
import classes from './reasons.module.css'
import { useContractWords } from './use-contract-words'

const shownFirst = 12

type Props = Readonly<{
  change: Pick<Classification, 'reasons'>
  /** Where a channel is read. */
  hrefOf: (channel: string) => string
}>

/** Every change with where it is, the way to its channel, and why it breaks, breaking ones first. */
export function Reasons({ change, hrefOf }: Props) {
  const { t } = useTranslation('specs')
  const words = useContractWords()
  const [all, setAll] = useState(false)
  const sorted = change.reasons.toSorted((a, b) => Number(b.breaking) - Number(a.breaking))
  const shown = all ? sorted : sorted.slice(0, shownFirst)
  if (sorted.length === 0) return null
  const line = (reason: Reason) => {
    const { part, rest, channel } = words.place(reason.path)
    return (
      <>
        <span className={classes.where}>
          {channel === null ? part : <a href={hrefOf(channel)}>{part}</a>}
          {rest !== '' && <span className={classes.rest}>{rest}</span>}
        </span>
        <span>
          {words.reason(reason)}
          {reason.because !== null && (
            <span className={classes.because}> {t(`contract.because.${reason.because}`)}</span>
          )}
        </span>
        <span className={classes.mark}>
          {reason.breaking && <Mark tone="amber">{t('contract.level.breaking')}</Mark>}
        </span>
      </>
    )
  }
  return (
    <>
      <ul className={classes.reasons}>
        {shown.map((reason, at) => (
          <li key={at} className={classes.reason}>
            {line(reason)}
          </li>
        ))}
      </ul>
      {shown.length < sorted.length && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
          {t('contract.standing.show', { count: sorted.length })}
        </Button>
      )}
    </>
  )
}
