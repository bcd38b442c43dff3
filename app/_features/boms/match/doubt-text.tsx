'use client'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './match.module.css'
import type { LineCandidate } from './use-matching'

/** Why a part may be the one, and what speaks against it, in words. */
export function Reasons({ candidate }: { candidate: LineCandidate }) {
  const { t } = useTranslation('boms')
  const { by, learned, doubts } = candidate
  return (
    <>
      <span className={classes.faint}>
        {t(`match.by.${by}`)}
        {learned && ` · ${t('match.learned')}`}
      </span>
      {doubts.map((doubt) => (
        <span key={doubt.kind} className={classes.doubt}>
          <IconAlertTriangle size={14} stroke={1.6} aria-hidden />
          {'line' in doubt
            ? t(`match.doubt.${doubt.kind}`, { line: doubt.line, part: doubt.part })
            : t(`match.doubt.${doubt.kind}`)}
        </span>
      ))}
    </>
  )
}
