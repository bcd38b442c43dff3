'use client'
import Link from 'next/link'
import { useTranslation } from 'react-i18next'
import { paths } from '@/app/_lib/paths'
import type { RevisionProps } from './revision-actions'
import classes from './revision-notice.module.css'

/** What a reader has to know about the revision before reading it. */
export function RevisionNotice({ spec, revision }: RevisionProps) {
  const { t } = useTranslation('specs')
  if (spec.currentRevisionId === revision.id) return null
  return (
    <output className={`${classes.notice} no-print`}>
      {t('doc.older', { number: revision.letter ?? revision.number })}{' '}
      <Link className={classes.link} href={paths.spec(spec.productId, spec.id)}>
        {t('doc.showNewest')}
      </Link>
    </output>
  )
}
