'use client'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { IconUpload } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { useRef, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { PageHeader } from '@/app/_components/page-header'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { DesignSetView } from '@/server/domains/designFiles/queries/get-set'
import { FileTable } from './file-table'
import type { NameDialogProps } from './name-dialog'
import { ReleaseFacts } from './release-facts'
import type { ReleaseDialogProps } from './release-dialog'
import { RemovedFiles } from './removed-files'
import classes from './set-page.module.css'
import { StateBadge } from './state-badge'
import { UploadList } from './upload-list'
import { useUploads } from './use-uploads'

const NameDialog = onFirstUse<NameDialogProps>(() => import('./name-dialog').then((module) => module.NameDialog))
const ReleaseDialog = onFirstUse<ReleaseDialogProps>(() =>
  import('./release-dialog').then((module) => module.ReleaseDialog),
)

/** The files of one revision of a design set, and what its people may do with them. */
export function SetPage({ setId }: { setId: string }) {
  const trpc = useTRPC()
  const revisionId = useSearchParams().get('revision') ?? undefined
  const { data: set } = useSuspenseQuery(
    trpc.designFiles.getSet.queryOptions({ setId, ...(revisionId ? { revisionId } : {}) }),
  )
  // What is on its way belongs to one draft.
  return <OneRevision key={set.revision.id} set={set} />
}

function OneRevision({ set }: { set: DesignSetView }) {
  const { t } = useTranslation('designFiles')
  const format = useFormat()
  const router = useRouter()
  const uploads = useUploads(set.revision.id, paths.design(set.productId, set.id, set.revision.id))
  const [dialog, setDialog] = useState<'rename' | 'release' | null>(null)
  const { revision, files } = set
  const draft = revision.state === 'draft'
  const editable = draft && set.mayEdit
  return (
    <div className={classes.page}>
      <PageHeader
        title={
          <>
            <span className={classes.number}>{set.number}</span> {format.text(set.name)}
          </>
        }
        hint={
          <span className={classes.hint}>
            <StateBadge state={revision.state} />
            {draft ? t('draft.notForBuilds') : null}
          </span>
        }
        actions={
          <>
            <NativeSelect
              aria-label={t('revision.choose')}
              value={revision.id}
              data={set.revisions.map(({ id, letter, number, state }) => ({
                value: id,
                label: `${t('revision.name', { number: letter ?? number })} · ${t(`state.${state}`)}`,
              }))}
              onChange={({ currentTarget: { value } }) => router.push(paths.design(set.productId, set.id, value))}
            />
            {editable && (
              <Button disabled={files.length === 0} onClick={() => setDialog('release')}>
                {t('release.action')}
              </Button>
            )}
            <NextDraft set={set} />
            {set.revisions.length > 1 && (
              <Button component={Link} variant="default" href={paths.designCompare(set.productId, set.id)}>
                {t('revision.compare')}
              </Button>
            )}
            {set.mayEdit && (
              <Button variant="default" onClick={() => setDialog('rename')}>
                {t('name.rename')}
              </Button>
            )}
          </>
        }
      />
      <ReleaseFacts revision={revision} />
      <Drop onFiles={editable ? uploads.take : null}>
        <Panel
          title={t('files.title', { count: files.length })}
          actions={editable && <Choose onFiles={uploads.take} />}
          flush
        >
          <UploadList sending={uploads} left={set.uploads} />
          {files.length === 0 ? (
            <p className={classes.none}>{t(editable ? 'files.emptyDraft' : 'files.empty')}</p>
          ) : (
            <FileTable productId={set.productId} setId={set.id} files={files} editable={editable} />
          )}
        </Panel>
      </Drop>
      {editable && set.removed.length > 0 && <RemovedFiles files={set.removed} />}
      {set.mayEdit && (
        <>
          <NameDialog
            productId={set.productId}
            set={set}
            opened={dialog === 'rename'}
            onClose={() => setDialog(null)}
          />
          <ReleaseDialog set={set} opened={dialog === 'release'} onClose={() => setDialog(null)} />
        </>
      )}
    </div>
  )
}

/** Begins the draft after the release in force, where there is none. */
function NextDraft({ set }: { set: DesignSetView }) {
  const { t } = useTranslation('designFiles')
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const start = useMutation(
    trpc.designFiles.startRevision.mutationOptions({
      onSuccess: async ({ revisionId }) => {
        await queryClient.invalidateQueries({ queryKey: trpc.designFiles.pathKey() })
        router.push(paths.design(set.productId, set.id, revisionId))
      },
    }),
  )
  if (!set.mayEdit || set.revisions.some(({ state }) => state === 'draft')) return null
  return (
    <>
      <Button loading={start.isPending} onClick={() => start.mutate({ setId: set.id })}>
        {t('revision.start')}
      </Button>
      <ErrorNotice error={start.error} />
    </>
  )
}

type OnFiles = (files: readonly File[]) => void

function Choose({ onFiles }: { onFiles: OnFiles }) {
  const { t } = useTranslation('designFiles')
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconUpload size={16} aria-hidden />}
        onClick={() => input.current?.click()}
      >
        {t('files.add')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        data-testid="design-file"
        aria-label={t('files.add')}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
    </>
  )
}

/** Dropping files is a shortcut; the button does the same for everyone. */
function Drop({ onFiles, children }: { onFiles: OnFiles | null; children: React.ReactNode }) {
  const [over, setOver] = useState(false)
  if (onFiles === null) return children
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault()
        setOver(false)
        onFiles([...event.dataTransfer.files])
      }}
    >
      {children}
    </div>
  )
}
