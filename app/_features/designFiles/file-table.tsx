'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconDownload, IconEye, IconTrash } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Hash } from '@/app/_components/hash'
import { ActionIcon } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { useFileSize } from '@/app/_features/attachments/file-size'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { DesignFileView } from '@/server/domains/designFiles/queries/get-set'
import { designFileKinds, type DesignFileKind } from '@/server/domains/designFiles/rules/design-file'
import { FileFacts } from './file-facts'
import { FilePicture } from './file-picture'
import classes from './file-table.module.css'
import { isViewable } from './viewable'

type Props = Readonly<{ productId: string; setId: string; files: readonly DesignFileView[]; editable: boolean }>

/** Files under what they are for; each with its hash, so that both sides can say which one they mean. */
export function FileTable({ productId, setId, files, editable }: Props) {
  const { t } = useTranslation('designFiles')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: trpc.designFiles.pathKey() })
  const remove = useMutation(trpc.designFiles.removeFile.mutationOptions({ onSuccess }))
  const change = useMutation(trpc.designFiles.setKind.mutationOptions({ onSuccess }))
  const kinds = designFileKinds.filter((kind) => files.some((file) => file.kind === kind))
  return (
    <>
      <ErrorNotice error={remove.error ?? change.error} />
      {kinds.map((kind) => (
        <section key={kind} aria-label={t(`kind.${kind}`)}>
          <h3 className={classes.kind}>{t(`kind.${kind}`)}</h3>
          <ul className={classes.list}>
            {files
              .filter((file) => file.kind === kind)
              .map((file) => (
                <FileRow
                  key={file.id}
                  file={file}
                  view={isViewable(file) ? paths.designView(productId, setId, file.id) : null}
                  onKind={editable ? (to) => change.mutate({ fileId: file.id, version: file.version, kind: to }) : null}
                  onRemove={editable ? () => remove.mutate({ fileId: file.id, version: file.version }) : null}
                />
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}

type RowProps = Readonly<{
  file: DesignFileView
  /** Where it can be looked at; null where there is no picture of it. */
  view: string | null
  onKind: ((kind: DesignFileKind) => void) | null
  onRemove: (() => void) | null
}>

function FileRow({ file, view, onKind, onRemove }: RowProps) {
  const { t } = useTranslation('designFiles')
  const format = useFormat()
  const size = useFileSize()
  return (
    <li className={classes.file}>
      <FilePicture file={file} view={view} />
      <span className={classes.words}>
        <a className={classes.name} href={paths.designFile(file.id)} download>
          {file.name}
        </a>
        {file.reading && <FileFacts reading={file.reading} />}
        <span className={classes.facts}>
          <span>{size(file.size)}</span>
          {file.readingState === 'waiting' && <span>{t('files.reading')}</span>}
          {file.readingState === 'failed' && <span>{t('files.unread')}</span>}
          <Hash sha256={file.sha256} name={file.name} />
          <span>{t('files.by', { name: format.person(file.by), day: format.day(file.createdAt) })}</span>
        </span>
      </span>
      <span className={`${classes.tools} no-print`}>
        {onKind && (
          <NativeSelect
            size="sm"
            aria-label={t('files.kindOf', { name: file.name })}
            value={file.kind}
            data={designFileKinds.map((each) => ({ value: each, label: t(`kind.${each}`) }))}
            onChange={({ currentTarget: { value } }) => {
              const kind = designFileKinds.find((each) => each === value)
              if (kind) onKind(kind)
            }}
          />
        )}
        {view !== null && (
          <ActionIcon
            component={Link}
            href={view}
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('files.look', { name: file.name })}
          >
            <IconEye size={18} />
          </ActionIcon>
        )}
        <ActionIcon
          component="a"
          href={paths.designFile(file.id)}
          download
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('files.download', { name: file.name })}
        >
          <IconDownload size={18} />
        </ActionIcon>
        {onRemove && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('files.remove', { name: file.name })}
            onClick={onRemove}
          >
            <IconTrash size={18} />
          </ActionIcon>
        )}
      </span>
    </li>
  )
}
