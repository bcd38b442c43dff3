'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { useFileSize } from '@/app/_features/attachments/file-size'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { DesignFileView } from '@/server/domains/designFiles/queries/get-set'
import classes from './file-table.module.css'

/** What was taken out of a draft or replaced in it, to be put back while the draft lasts. */
export function RemovedFiles({ files }: { files: readonly DesignFileView[] }) {
  const { t } = useTranslation('designFiles')
  const format = useFormat()
  const size = useFileSize()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const restore = useMutation(
    trpc.designFiles.restoreFile.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.designFiles.pathKey() }),
    }),
  )
  return (
    <Panel title={t('removed.title')} flush>
      <ErrorNotice error={restore.error} />
      <ul className={classes.list}>
        {files.map((file) => (
          <li key={file.id} className={classes.file}>
            <span className={classes.words}>
              <span className={classes.gone}>{file.name}</span>
              <span className={classes.facts}>
                <span>{size(file.size)}</span>
                {file.removedAt !== null && <span>{t('removed.on', { day: format.day(file.removedAt) })}</span>}
              </span>
            </span>
            <Button
              size="compact-md"
              variant="default"
              aria-label={t('removed.restoreOne', { name: file.name })}
              onClick={() => restore.mutate({ fileId: file.id, version: file.version })}
            >
              {t('removed.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
