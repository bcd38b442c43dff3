'use client'
import { useTranslation } from 'react-i18next'
import { Hash } from '@/app/_components/hash'
import { useFormat } from '@/app/_lib/format'
import type { DesignSetView } from '@/server/domains/designFiles/queries/get-set'
import { isBlank } from '@/server/kernel/bilingual'
import classes from './release-facts.module.css'

/** Who released a revision, when, what is new in it, and the hash that both sides cite. */
export function ReleaseFacts({ revision }: { revision: DesignSetView['revision'] }) {
  const { t } = useTranslation('designFiles')
  const format = useFormat()
  const { releasedAt, releasedBy, contentHash, notes, letter, state } = revision
  if (releasedAt === null || releasedBy === null || contentHash === null) return null
  return (
    <section className={classes.facts} data-over={state === 'superseded' || undefined}>
      {state === 'superseded' && <p className={classes.over}>{t('release.superseded', { letter })}</p>}
      <p>
        {t('release.by', { name: format.person(releasedBy), day: format.day(releasedAt), letter })}{' '}
        <Hash sha256={contentHash} name={t('revision.name', { number: letter })} />
      </p>
      {notes && !isBlank(notes) && <p className={classes.notes}>{format.text(notes)}</p>}
    </section>
  )
}
