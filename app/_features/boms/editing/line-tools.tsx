'use client'
import { useMutation } from '@tanstack/react-query'
import {
  IconArrowDown,
  IconArrowUp,
  IconCornerDownRight,
  IconDots,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ActionMenu } from '@/app/_components/action-menu'
import { ErrorNotice } from '@/app/_components/error-notice'
import { notify, withdraw } from '@/app/_components/notify'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { RemovalNotice } from '@/app/_features/specs/removal-notice'
import { useErrorText } from '@/app/_lib/errors'
import { useTRPC } from '@/app/_lib/trpc'
import type { LineDetail } from '../types'
import { useRefreshed } from '../use-refreshed'
import classes from './line-editor.module.css'
import type { Placing } from './line-editor'

type Props = Readonly<{
  revisionId: string
  line: LineDetail
  /** Lines directly before and behind it in the list, as far as they are known. */
  neighbours: Readonly<{ before: string | null; behind: string | null }>
  onEdit: () => void
  onAdd: (place: Placing) => void
  onGone: () => void
}>

/** What can be done with a line of a draft. */
export function LineTools({ revisionId, line, neighbours, onEdit, onAdd, onGone }: Props) {
  const { t } = useTranslation('bomRevisions')
  const trpc = useTRPC()
  const refreshed = useRefreshed()
  const restore = useRestoreLines(revisionId)
  const move = useMutation(trpc.boms.moveLine.mutationOptions({ onSuccess: () => refreshed() }))
  const remove = useMutation(
    trpc.boms.removeLines.mutationOptions({
      onSuccess: async ({ batchId, removed }) => {
        const id = `removed ${batchId}`
        const undo = () => {
          withdraw(id)
          restore(batchId)
        }
        notify({
          id,
          autoClose: 12_000,
          message: <RemovalNotice text={t('edit.removed', { count: removed })} undo={t('edit.undo')} onUndo={undo} />,
        })
        onGone()
        await refreshed()
      },
    }),
  )
  const { before, behind } = neighbours
  const moveTo = (at: 'before' | 'after', target: string) =>
    move.mutate({ revisionId, lineId: line.id, place: { at, target } })
  return (
    <>
      <div className={`${classes.tools} no-print`}>
        <Button size="compact-md" leftSection={<IconPencil size={15} aria-hidden />} onClick={onEdit}>
          {t('edit.action')}
        </Button>
        <ActionMenu
          width={240}
          trigger={
            <ActionIcon
              variant="default"
              size={30}
              aria-label={t('edit.more')}
              loading={move.isPending || remove.isPending}
            >
              <IconDots size={17} />
            </ActionIcon>
          }
          entries={[
            {
              label: t('edit.addBelow'),
              icon: <IconPlus size={16} aria-hidden />,
              onClick: () => onAdd({ at: 'after', target: line.id }),
            },
            {
              label: t('edit.addUnder'),
              icon: <IconCornerDownRight size={16} aria-hidden />,
              onClick: () => onAdd({ at: 'under', target: line.id }),
            },
            ...(before === null
              ? []
              : [
                  {
                    label: t('edit.moveUp'),
                    icon: <IconArrowUp size={16} aria-hidden />,
                    onClick: () => moveTo('before', before),
                  },
                ]),
            ...(behind === null
              ? []
              : [
                  {
                    label: t('edit.moveDown'),
                    icon: <IconArrowDown size={16} aria-hidden />,
                    onClick: () => moveTo('after', behind),
                  },
                ]),
            'divider',
            {
              label: t('edit.remove'),
              icon: <IconTrash size={16} aria-hidden />,
              onClick: () => remove.mutate({ revisionId, lineIds: [line.id] }),
            },
          ]}
        />
      </div>
      <ErrorNotice error={move.error ?? remove.error} />
    </>
  )
}

/** Brings back lines that were removed together. */
function useRestoreLines(revisionId: string): (batchId: string) => void {
  const { t } = useTranslation('bomRevisions')
  const trpc = useTRPC()
  const errorText = useErrorText()
  const refreshed = useRefreshed()
  const restore = useMutation(
    trpc.boms.restoreLines.mutationOptions({
      onSuccess: async ({ restored }) => {
        notify({ message: t('edit.restored', { count: restored }), autoClose: 2_500 })
        await refreshed()
      },
      onError: (error) => {
        notify({ color: 'red', message: errorText(error) })
        return refreshed()
      },
    }),
  )
  return (batchId) => restore.mutate({ revisionId, batchId })
}
