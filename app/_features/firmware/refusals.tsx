'use client'
import type { Finding } from '@/server/domains/firmware/formats/findings'
import type { PromotionRefusal } from '@/server/domains/firmware/rules/promotion'
import classes from './refusals.module.css'
import { useFindingText, useRefusalText } from './use-refusal-text'

/** What stands against a build, each in a sentence. */
export function Refusals({ refusals }: { refusals: readonly PromotionRefusal[] }) {
  const text = useRefusalText()
  return (
    <ul className={classes.list}>
      {refusals.map((refusal, index) => (
        <li key={index} data-severity={refusal.overridable ? 'warning' : 'error'}>
          {text(refusal)}
        </li>
      ))}
    </ul>
  )
}

/** What a person should look at in a file, each with the code that both sides cite. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const text = useFindingText()
  if (findings.length === 0) return null
  return (
    <ul className={classes.list}>
      {findings.map((finding, index) => (
        <li key={index} data-severity={finding.severity}>
          <span className={classes.code}>{finding.code}</span> {text(finding)}
        </li>
      ))}
    </ul>
  )
}
