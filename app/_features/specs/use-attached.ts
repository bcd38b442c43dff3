'use client'
import { useMemo, useState } from 'react'
import type { Attached } from '@/app/_features/attachments/types'
import { useAttach } from '@/app/_features/attachments/use-attach'
import { fileNames, useFiles } from './use-files'
import type { Edit, EditField } from './merge'
import type { Content } from './types'

type Typing = (change: (now: Content) => Partial<Content>) => void

/** The files of a requirement that is being edited: those it has, and those on their way. */
export function useAttached(productId: string, revisionId: string, { base, now, rival }: Edit, onType: Typing) {
  /** Sent here; nobody has to be asked what they are called. */
  const [made, setMade] = useState<readonly Attached[]>([])
  const sent = new Set(made.map(({ id }) => id))
  const ids = [base, now, ...(rival ? [rival.content, rival.mine] : [])].flatMap(({ attachmentIds }) => attachmentIds)
  const files = useFiles(
    revisionId,
    ids.filter((id) => !sent.has(id)),
  )
  const known = useMemo(
    () => new Map([...files.known, ...made.map((file) => [file.id, file] as const)]),
    [files.known, made],
  )
  const attached = now.attachmentIds.map((id) => known.get(id) ?? { id, name: id, mediaType: '', size: 0 })
  const attach = useAttach({ productId, audience: 'all' }, attached, (change) => {
    const arrived = change([])
    setMade((before) => [...before, ...arrived])
    onType((content) => ({ attachmentIds: [...content.attachmentIds, ...arrived.map(({ id }) => id)] }))
  })
  return {
    attach,
    attached,
    waiting: files.waiting,
    error: files.error,
    retry: files.retry,
    remove: (id: string) =>
      onType((content) => ({ attachmentIds: content.attachmentIds.filter((each) => each !== id) })),
    /** What stands in a field, with names for files. */
    valueIn: (valueIn: (field: EditField, raw: string) => string) => (field: EditField, raw: string) =>
      field === 'attachments' && raw !== '' ? fileNames(raw, known) : valueIn(field, raw),
  }
}
