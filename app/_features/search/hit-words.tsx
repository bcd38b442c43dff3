'use client'
import { useTranslation } from 'react-i18next'
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
        {standing !== null && <span className={classes.standing}>{t(`standing.${standing}`)}</span>}
      </span>
      {snippet && <MarkedText of={snippet} className={classes.snippet} />}
      {productCode !== null && kind !== 'product' && (
        <span className={classes.place}>{t('inProduct', { product: productCode })}</span>
      )}
    </>
  )
}
