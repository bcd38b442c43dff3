'use client'
import { useTranslation } from 'react-i18next'
import { SidePanel } from '@/app/_components/side-panel'
import { ThreadPanel } from '@/app/_features/threads/thread-panel'
import { useFormat } from '@/app/_lib/format'
import type { Spec } from './types'

/** Questions about the document as a whole. */
export function QuestionsPanel({
  spec,
  threadId,
  onClose,
}: {
  spec: Spec
  threadId: string | null
  onClose: () => void
}) {
  const { t } = useTranslation(['specs', 'common'])
  const format = useFormat()
  const label = `${spec.number} ${format.text(spec.name)}`
  return (
    <SidePanel label={t('specs:doc.questions')} title={label} closeLabel={t('common:actions.close')} onClose={onClose}>
      <ThreadPanel productId={spec.productId} subject={{ kind: 'spec', id: spec.id, label }} threadId={threadId} />
    </SidePanel>
  )
}
