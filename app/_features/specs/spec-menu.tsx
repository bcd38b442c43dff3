'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  IconArchive,
  IconArrowBackUp,
  IconClipboardText,
  IconCloud,
  IconDots,
  IconFileImport,
  IconFileSpreadsheet,
  IconFileTypePdf,
  IconPencil,
  IconPrinter,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionIcon } from '@/app/_components/ui/button'
import { ActionMenu } from '@/app/_components/action-menu'
import { notify } from '@/app/_components/notify'
import { onFirstUse } from '@/app/_components/on-first-use'
import { useErrorText } from '@/app/_lib/errors'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { EditDialogProps } from './edit-dialog'
import type { Opening } from './exchange/opening'
import type { RemovedDialogProps } from './removed-dialog'
import { specExports } from './spec-exports'
import type { Spec } from './types'

const EditDialog = onFirstUse<EditDialogProps>(() => import('./edit-dialog').then((module) => module.EditDialog))
const RemovedDialog = onFirstUse<RemovedDialogProps>(() =>
  import('./removed-dialog').then((module) => module.RemovedDialog),
)

type Props = Readonly<{
  spec: Spec
  revisionId: string
  onPrint: () => void
  /** Null for those who do not edit the draft. */
  onExchange: ((opening: Opening) => void) | null
}>

/** What can be done with the document besides writing it. */
export function SpecMenu({ spec, revisionId, onPrint, onExchange }: Props) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const errorText = useErrorText()
  const [editing, setEditing] = useState(false)
  const [looking, setLooking] = useState(false)
  const archived = spec.archivedAt !== null
  const archive = useMutation(
    trpc.specs.archiveSpec.mutationOptions({
      onError: (error) => notify({ color: 'red', message: errorText(error) }),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.specs.pathKey() }),
    }),
  )
  return (
    <>
      <ActionMenu
        width={240}
        trigger={
          <ActionIcon variant="default" size={36} aria-label={t('doc.menu')}>
            <IconDots size={18} />
          </ActionIcon>
        }
        entries={[
          ...specExports.map((format) => ({
            label: t(`doc.export.${format}`),
            icon:
              format === 'pdf' ? (
                <IconFileTypePdf size={16} aria-hidden />
              ) : (
                <IconFileSpreadsheet size={16} aria-hidden />
              ),
            file: paths.files.specExport(revisionId, format),
          })),
          {
            label: t('doc.contract'),
            icon: <IconCloud size={16} aria-hidden />,
            href: paths.contract(spec.productId, spec.id, revisionId),
          },
          { label: t('doc.print'), icon: <IconPrinter size={16} aria-hidden />, onClick: onPrint },
          ...(onExchange
            ? ([
                'divider',
                {
                  label: t('exchange.import'),
                  icon: <IconFileImport size={16} aria-hidden />,
                  onClick: () => onExchange({ kind: 'file', file: null }),
                },
                {
                  label: t('exchange.paste'),
                  icon: <IconClipboardText size={16} aria-hidden />,
                  onClick: () => onExchange({ kind: 'paste', text: '' }),
                },
                {
                  label: t('removed.title'),
                  icon: <IconArrowBackUp size={16} aria-hidden />,
                  onClick: () => setLooking(true),
                },
              ] as const)
            : []),
          ...(spec.access.edit
            ? ([
                'divider',
                { label: t('doc.edit'), icon: <IconPencil size={16} aria-hidden />, onClick: () => setEditing(true) },
                {
                  label: t(archived ? 'doc.restore' : 'doc.archive'),
                  icon: <IconArchive size={16} aria-hidden />,
                  onClick: () => archive.mutate({ specId: spec.id, version: spec.version, archived: !archived }),
                },
              ] as const)
            : []),
          'divider',
          { label: t('doc.all'), href: paths.specs(spec.productId) },
        ]}
      />
      <RemovedDialog revisionId={revisionId} opened={looking} onClose={() => setLooking(false)} />
      <EditDialog spec={spec} opened={editing} onClose={() => setEditing(false)} />
    </>
  )
}
