'use client'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { AttachmentList } from '@/app/_features/attachments/attachment-list'
import { useFormat } from '@/app/_lib/format'
import type { GateItemView, GateView } from '@/server/domains/gates/queries/get-gate'
import { newestEntries } from '@/server/domains/gates/rules/standing'
import classes from './evidence-list.module.css'

type Entry = GateItemView['evidence'][number]

/** What was brought for a criterion: what counts in full, what came before on demand. */
export function EvidenceList({ entries, side }: { entries: readonly Entry[]; side: GateView['side'] }) {
  const { t } = useTranslation('gates')
  if (entries.length === 0) return null
  const counting = newestEntries(entries)
  const earlier = entries.filter((entry) => !counting.includes(entry)).toReversed()
  return (
    <>
      <ul className={classes.list}>
        {counting.map((entry) => (
          <EvidenceEntry key={entry.id} entry={entry} side={side} />
        ))}
      </ul>
      {earlier.length > 0 && (
        <details className={classes.earlier}>
          <summary>
            {t('item.earlier')} ({earlier.length})
          </summary>
          <ul className={classes.list}>
            {earlier.map((entry) => (
              <EvidenceEntry key={entry.id} entry={entry} side={side} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function EvidenceEntry({ entry, side }: { entry: Entry; side: GateView['side'] }) {
  const { t } = useTranslation('gates')
  const format = useFormat()
  const { partner } = entry
  return (
    <li className={classes.entry} data-result={entry.result}>
      <div>
        <b>{t(`standing.${entry.result}`)}</b> <BilingualWords text={entry.words} />
      </div>
      <div className={classes.faint}>
        {entry.reached !== '' && <span>{t('item.reached', { value: entry.reached })}</span>}
        <span>{t('item.by', { person: format.person(entry.by), when: format.moment(entry.at) })}</span>
        {side === 'brand' && (
          <span>{partner ? t('item.withPartner', { partner: format.org(partner) }) : t('item.internal')}</span>
        )}
      </div>
      <AttachmentList files={entry.files} />
    </li>
  )
}
