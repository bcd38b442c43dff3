'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { notify } from '@/app/_components/notify'
import { Button } from '@/app/_components/ui/button'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useLocale } from '@/app/_lib/i18n'
import { useTRPC } from '@/app/_lib/trpc'
import type { EditLines } from '@/server/domains/boms/inputs'
import { isPasted, mostPasted, proposePaste, readBlock } from '@/server/domains/boms/rules/paste-cells'
import type { Line } from '../types'
import { useRefreshed } from '../use-refreshed'
import classes from './paste-dialog.module.css'

/** A block from the clipboard, the row it was pasted to, and the columns from there on. */
export type PasteRequest = Readonly<{
  text: string
  row: number
  columns: readonly Readonly<{ key: string; header: string }>[]
}>
export type PasteDialogProps = Readonly<{
  opened: boolean
  revisionId: string
  request: PasteRequest | null
  /** Lines in the table. */
  total: number
  read: (from: number, count: number) => Promise<readonly Line[]>
  onClose: () => void
}>

/** What a pasted block would change, before anything is written. */
export function PasteDialog({ opened, request, onClose, ...rest }: PasteDialogProps) {
  const { t } = useTranslation('bomRevisions')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('paste.title')} size="xl">
      {request !== null && <Proposal request={request} onClose={onClose} {...rest} />}
    </Dialog>
  )
}

type ProposalProps = Omit<PasteDialogProps, 'opened' | 'request'> & Readonly<{ request: PasteRequest }>

function Proposal({ revisionId, request, total, read, onClose }: ProposalProps) {
  const { t } = useTranslation(['bomRevisions', 'boms'])
  const trpc = useTRPC()
  const locale = useLocale()
  const refreshed = useRefreshed()
  const block = readBlock(request.text)
  const count = Math.min(block.length, total - request.row)
  const width = Math.max(...block.map(({ length }) => length))
  const overflow = block.length > count || width > request.columns.length
  const targets = request.columns.slice(0, width)
  const skipped = targets.filter(({ key }) => !isPasted(key)).map(({ header }) => header)
  const lines = useQuery({
    queryKey: ['paste', revisionId, request],
    queryFn: () => read(request.row, count),
    enabled: count <= mostPasted,
    gcTime: 0,
  })
  const save = useMutation(
    trpc.boms.editLines.mutationOptions({
      onSuccess: () => {
        notify({ message: t('bomRevisions:edit.saved'), autoClose: 1_500 })
        return refreshed(onClose)
      },
    }),
  )
  if (count > mostPasted) return <Text>{t('bomRevisions:paste.tooMany', { most: mostPasted })}</Text>
  if (!lines.data) return <Text>{t('bomRevisions:paste.reading')}</Text>
  const columns = targets.map(({ key }) => (isPasted(key) ? key : null))
  const changes = proposePaste(lines.data, block, columns, locale)
  const cells = changes.reduce((sum, change) => sum + change.cells.length, 0)
  const edits: EditLines['edits'] = changes.map(({ line, patch }) => ({
    lineId: line.id,
    version: line.version,
    patch: patch as EditLines['edits'][number]['patch'],
  }))
  return (
    <Stack>
      <Text size="sm">
        {cells === 0 ? t('bomRevisions:paste.none') : t('bomRevisions:paste.cells', { count: cells })}{' '}
        {t('bomRevisions:paste.body')}
      </Text>
      {skipped.length > 0 && <Text size="sm">{t('bomRevisions:paste.skipped', { columns: skipped.join(', ') })}</Text>}
      {overflow && <Text size="sm">{t('bomRevisions:paste.overflow')}</Text>}
      <ErrorNotice error={save.error ?? lines.error} />
      {cells > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                {(['line', 'field', 'before', 'after'] as const).map((key) => (
                  <th key={key} scope="col">
                    {t(`bomRevisions:paste.${key}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {changes.slice(0, 200).flatMap(({ line, cells: changed }) =>
                changed.map(({ column, from, to }) => (
                  <tr key={`${line.id} ${column}`}>
                    <th scope="row">{line.position}</th>
                    <td>{t(`boms:column.${column}`)}</td>
                    <td>
                      <del>{from}</del>
                    </td>
                    <td>
                      <ins>{to || t('bomRevisions:edit.empty')}</ins>
                    </td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </div>
      )}
      <DialogActions onClose={onClose}>
        <Button disabled={cells === 0} loading={save.isPending} onClick={() => save.mutate({ revisionId, edits })}>
          {t('bomRevisions:paste.accept')}
        </Button>
      </DialogActions>
    </Stack>
  )
}
