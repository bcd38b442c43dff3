'use client'
import { useQuery } from '@tanstack/react-query'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Row, Rows } from '@/app/_components/rows'
import { Button } from '@/app/_components/ui/button'
import { Skeleton, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { languageTags } from '@/locales/config'
import { readIn } from '@/server/kernel/bilingual'
import { useRestore } from './use-restore'

export type RemovedDialogProps = Readonly<{ opened: boolean; revisionId: string; onClose: () => void }>

/** What was taken out of the draft, to be put back. */
export function RemovedDialog({ opened, revisionId, onClose }: RemovedDialogProps) {
  const { t } = useTranslation('specs')
  return (
    <DialogOpened opened={opened} onClose={onClose} title={t('removed.title')} size="min(640px, 100%)">
      {opened && <Removed revisionId={revisionId} />}
    </DialogOpened>
  )
}

function Removed({ revisionId }: Pick<RemovedDialogProps, 'revisionId'>) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const format = useFormat()
  const asked = useQuery(trpc.specs.listRemoved.queryOptions({ revisionId }))
  const { restore, restoring } = useRestore(revisionId)
  const removed = asked.data ?? []
  if (asked.isPending) return <Skeleton height={120} />
  return (
    <Stack>
      <ErrorNotice error={asked.error} onRetry={() => void asked.refetch()} />
      <Text c="dimmed">{t(removed.length === 0 ? 'removed.none' : 'removed.body')}</Text>
      {removed.length > 0 && (
        <Rows>
          {removed.map(({ id, code, section, title, removedAt, removedBy }) => {
            const read = readIn(format.locale, title)
            return (
              <Row
                key={id}
                main={
                  <>
                    {code} <span lang={languageTags[read.language]}>{read.text}</span>
                  </>
                }
                faint={`${t(`section.${section}`)} · ${format.person(removedBy)} · ${format.moment(removedAt)}`}
                side={
                  <Button
                    size="compact-md"
                    variant="default"
                    disabled={restoring}
                    aria-label={t('removed.restoreOne', { code })}
                    leftSection={<IconArrowBackUp size={15} aria-hidden />}
                    onClick={() => restore([id])}
                  >
                    {t('removed.restore')}
                  </Button>
                }
              />
            )
          })}
        </Rows>
      )}
      {removed.length > 1 && (
        <div>
          <Button variant="default" loading={restoring} onClick={() => restore(removed.map(({ id }) => id))}>
            {t('removed.restoreAll', { count: removed.length })}
          </Button>
        </div>
      )}
    </Stack>
  )
}
