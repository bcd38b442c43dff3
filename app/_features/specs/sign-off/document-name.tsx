'use client'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import type { Revision } from '../types'
import classes from './sign-off.module.css'

/** What a step is about: number and name of the document, in both languages, its revision and the hash of its content. */
export function DocumentName({ revision }: { revision: Pick<Revision, 'head' | 'number' | 'letter' | 'contentHash'> }) {
  const { t } = useTranslation('specs')
  return (
    <div className={classes.document}>
      <div>
        <span className="mono">{revision.head.number}</span>{' '}
        <span className={classes.faint}>{t('signOff.revision', { revision: revision.letter ?? revision.number })}</span>
      </div>
      <div>
        <BilingualWords text={revision.head.name} both />
      </div>
      {revision.contentHash !== null && <Hash value={revision.contentHash} />}
    </div>
  )
}

/** All 64 digits, of which people compare the first eight. */
function Hash({ value }: { value: string }) {
  const { t } = useTranslation('specs')
  return (
    <div className={classes.hash}>
      <span className={classes.faint}>{t('signOff.hash')}</span>{' '}
      <code>
        <strong>{value.slice(0, 8)}</strong>
        <wbr />
        {value.slice(8)}
      </code>
    </div>
  )
}
