'use client'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import type { Preview, Reading } from '../types'
import classes from './merge-proposals.module.css'

type Props = Readonly<{ preview: Preview; reading: Reading; onChange: (reading: Reading) => void }>

const shown = 8

/** Rows that describe the same part: offered to be merged, never merged silently. */
export function MergeProposals({ preview, reading, onChange }: Props) {
  const { t } = useTranslation(['boms'])
  const { merges, mergeCount } = preview
  if (mergeCount === 0) return null
  const merged = reading.mergeDuplicates === true
  return (
    <Panel
      title={t('import.merges', { count: mergeCount })}
      actions={
        <Button
          size="compact-md"
          variant={merged ? 'default' : 'light'}
          onClick={() => onChange({ ...reading, mergeDuplicates: merged ? undefined : true })}
        >
          {t(merged ? 'import.unmerge' : 'import.merge')}
        </Button>
      }
    >
      {merged && <p className={classes.state}>{t('import.merged')}</p>}
      <ul className={classes.list}>
        {merges.slice(0, shown).map(({ key, rows, refs, quantity }) => (
          <li key={key}>
            {t('import.mergeRows', { rows: rows.join(', '), refs: refs.slice(0, 12).join(', ') || '–', quantity })}
          </li>
        ))}
        {mergeCount > shown && <li>{t('import.more', { count: mergeCount - shown })}</li>}
      </ul>
    </Panel>
  )
}
