'use client'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/app/_lib/format'
import type { StaleSource } from '@/server/domains/releases/rules/sources'

/** What overtook a package, a line each. */
export function StaleLines({ stale }: { stale: readonly StaleSource[] }) {
  const { t } = useTranslation('releases')
  const format = useFormat()
  return (
    <ul>
      {stale.map(({ kind, from, to, number, name }) => {
        const said = { name: number || format.text(name), from, to: to ?? '' }
        return <li key={kind}>{t(to === null ? 'package.noneInForce' : 'package.superseded', said)}</li>
      })}
    </ul>
  )
}
