'use client'
import { useTranslation } from 'react-i18next'
import type { HitStanding } from '@/server/domains/search/rules/kinds'
import { MarkedText } from './marked-text'
import type { Hit } from './use-search'
import classes from './hit-words.module.css'

/** One thing that was found: its code and title, where else it was found, and whose it is. */
export function HitWords({ hit }: { hit: Hit }) {
  const { t } = useTranslation('search')
  const { code, title, snippet, productCode, kind, archived, standing } = hit
  return (
    <>
      <span className={classes.title}>
        {code !== '' && <span className={classes.code}>{code}</span>} <MarkedText of={title} />
        {archived && <span className={classes.archived}>{t('archived')}</span>}
        {standing !== null && <span className={classes.standing}>{t(`standing.${wordOf(kind, standing)}`)}</span>}
      </span>
      {snippet && <MarkedText of={snippet} className={classes.snippet} />}
      {productCode !== null && kind !== 'product' && (
        <span className={classes.place}>{t('inProduct', { product: productCode })}</span>
      )}
    </>
  )
}

/** How a thing stands, called as on its own page. */
function wordOf(kind: Hit['kind'], standing: HitStanding) {
  if (kind === 'package' && standing === 'superseded') return 'packageSuperseded'
  if (kind === 'flashPackage' && standing === 'withdrawn') return 'flashPackageWithdrawn'
  return standing
}
