'use client'
import { useTranslation } from 'react-i18next'
import type { QueueItem } from './types'

const fields = [
  'name',
  'summary',
  'body',
  'title',
  'text',
  'condition',
  'reason',
  'purpose',
  'note',
  'words',
  'method',
  'metric',
] as const
/** What of its subject a text is. */
const fieldOf = ({ subjectKind, field }: QueueItem): (typeof fields)[number] =>
  // The field of a channel is its name: what is said of it is what it is for.
  subjectKind === 'channel' ? 'purpose' : (fields.find((each) => each === field) ?? 'text')
/** What a text is, in words. */
export function useWhat(): (item: QueueItem) => string {
  const { t } = useTranslation('language')
  return (item) => {
    const what = t('queue.what', {
      kind: t(`queue.kind.${item.subjectKind}`),
      field: t(`queue.field.${fieldOf(item)}`),
    })
    return item.subjectKind === 'product' ? `${item.productCode} · ${what}` : `${item.label} · ${what}`
  }
}
