'use client'
import { IconDownload, IconLock, IconPlus, IconSearch, IconUpload } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { notify } from '@/app/_components/notify'
import { onFirstUse } from '@/app/_components/on-first-use'
import { PageHeader } from '@/app/_components/page-header'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { Skeleton } from '@/app/_components/ui/layout'
import { SegmentedControl } from '@/app/_components/ui/segmented-control'
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc'
import { matchesTerm } from '@/server/domains/language/glossary/matches-term'
import { glossaryRows, type GlossaryRow } from './glossary-rows'
import classes from './glossary-page.module.css'

export type TermDraft = Readonly<{
  termId: string | null
  version: number
  en: string
  zh: string
  note: string
  locked: boolean
}>
type DialogProps = { draft: TermDraft; opened: boolean; onClose: () => void }
const TermDialog = onFirstUse<DialogProps>(() => import('./term-dialog').then((module) => module.TermDialog))
type RemoveProps = { row: GlossaryRow; opened: boolean; onClose: () => void }
const RemoveTerm = onFirstUse<RemoveProps>(() => import('./term-dialog').then((module) => module.RemoveTerm))

const shows = ['all', 'own', 'locked', 'base'] as const
type Show = (typeof shows)[number]
const step = 100
const newTerm: TermDraft = { termId: null, version: 1, en: '', zh: '', note: '', locked: false }

/** The words of the company over those of the product: found by either language or by pinyin, changed in place. */
export function GlossaryPage() {
  const { t } = useTranslation(['language', 'common'])
  const trpc = useTRPC()
  const asked = useQuery(trpc.language.getGlossary.queryOptions())
  const asks = useSearchParams().get('find') ?? ''
  const [search, setSearch] = useState(asks)
  const [followed, setFollowed] = useState(asks)
  // The search of the portal leads here once more, with another term.
  if (asks !== followed) {
    setFollowed(asks)
    setSearch(asks)
  }
  const [show, setShow] = useState<Show>('all')
  const [shown, setShown] = useState(step)
  const [dialog, setDialog] = useState<Readonly<
    { kind: 'edit'; draft: TermDraft } | { kind: 'remove'; row: GlossaryRow }
  > | null>(null)
  const [last, setLast] = useState(dialog)
  // A dialog that closes keeps what it was about until it is gone.
  if (dialog !== null && dialog !== last) setLast(dialog)
  const typed = useDeferredValue(search)
  const rows = useMemo(() => (asked.data ? glossaryRows(asked.data) : []), [asked.data])
  const found = useMemo(
    () =>
      rows.filter(
        (row) =>
          (show === 'all' ||
            (show === 'base' ? row.own === null : row.own !== null && (show === 'own' || row.locked))) &&
          matchesTerm(typed, row),
      ),
    [rows, show, typed],
  )
  const mayWrite = asked.data?.mayWrite ?? false
  const narrow = (change: () => void) => {
    change()
    setShown(step)
  }
  const close = () => setDialog(null)
  return (
    <>
      <PageHeader
        title={t('language:glossary.title')}
        hint={t('language:glossary.hint')}
        actions={
          <>
            <Exchange mayWrite={mayWrite} />
            {mayWrite && (
              <Button
                size="sm"
                leftSection={<IconPlus size={16} aria-hidden />}
                onClick={() =>
                  setDialog({
                    kind: 'edit',
                    draft: { ...newTerm, en: /^[\p{Script=Latin}\s-]*$/u.test(search) ? search : '' },
                  })
                }
              >
                {t('language:glossary.add')}
              </Button>
            )}
          </>
        }
      />
      <ErrorNotice error={asked.error} onRetry={() => void asked.refetch()} />
      <Panel flush>
        <div className={classes.tools}>
          <TextInput
            className={classes.search}
            size="sm"
            leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
            aria-label={t('language:glossary.search')}
            placeholder={t('language:glossary.search')}
            value={search}
            onChange={(event) => {
              const { value } = event.currentTarget
              narrow(() => setSearch(value))
            }}
          />
          <SegmentedControl
            size="sm"
            aria-label={t('language:glossary.show')}
            value={show}
            onChange={(value) => narrow(() => setShow(shows.find((each) => each === value) ?? 'all'))}
            data={shows.map((value) => ({ value, label: t(`language:glossary.${value}`) }))}
          />
          <span className={classes.count}>{t('language:glossary.count', { count: found.length })}</span>
        </div>
        {asked.isPending && [1, 2, 3, 4, 5].map((row) => <Skeleton key={row} height={30} m={14} width="auto" />)}
        {asked.isSuccess && found.length === 0 && <p className={classes.none}>{t('language:glossary.none')}</p>}
        <ul className={classes.rows}>
          {found.slice(0, shown).map((row) => (
            <TermRow
              key={row.key}
              row={row}
              mayWrite={mayWrite}
              onEdit={(draft) => setDialog({ kind: 'edit', draft })}
              onRemove={() => setDialog({ kind: 'remove', row })}
            />
          ))}
        </ul>
        {found.length > shown && (
          <Button m={10} size="compact-md" variant="subtle" onClick={() => setShown(shown + step)}>
            {t('common:actions.more')}
          </Button>
        )}
      </Panel>
      {last?.kind === 'edit' && <TermDialog draft={last.draft} opened={dialog?.kind === 'edit'} onClose={close} />}
      {last?.kind === 'remove' && <RemoveTerm row={last.row} opened={dialog?.kind === 'remove'} onClose={close} />}
    </>
  )
}

type RowProps = Readonly<{
  row: GlossaryRow
  mayWrite: boolean
  onEdit: (draft: TermDraft) => void
  onRemove: () => void
}>

function TermRow({ row, mayWrite, onEdit, onRemove }: RowProps) {
  const { t } = useTranslation('language')
  const { en, zh, pinyin, note, locked, own, baseZh } = row
  const draft: TermDraft = {
    termId: own?.id ?? null,
    version: own?.version ?? 1,
    en,
    zh,
    note: own ? note : '',
    locked: own?.locked ?? true,
  }
  return (
    <li className={classes.row}>
      <span className={classes.en} lang="en">
        {en}
        {locked && (
          <span className={classes.lock} title={t('glossary.locked')}>
            <IconLock size={13} aria-label={t('glossary.locked')} />
          </span>
        )}
      </span>
      <span className={classes.zh}>
        <span lang="zh-CN">{zh}</span>
        {pinyin !== '' && <span className={classes.pinyin}>{pinyin}</span>}
        {baseZh !== null && baseZh !== zh && (
          <span className={classes.pinyin}>{t('glossary.instead', { zh: baseZh })}</span>
        )}
      </span>
      <span className={classes.note}>{note}</span>
      <span className={classes.actions}>
        {mayWrite && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={t(own ? 'glossary.editLabel' : 'glossary.overrideLabel', { en })}
            onClick={() => onEdit(draft)}
          >
            {t(own ? 'glossary.edit' : 'glossary.override')}
          </Button>
        )}
        {mayWrite && own && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={t('glossary.removeLabel', { en })}
            onClick={onRemove}
          >
            {t('glossary.remove')}
          </Button>
        )}
      </span>
    </li>
  )
}

/** The organisation's own terms as a CSV file, out and in. */
function Exchange({ mayWrite }: { mayWrite: boolean }) {
  const { t } = useTranslation('language')
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const picker = useRef<HTMLInputElement>(null)
  const take = useMutation(
    trpc.language.importTerms.mutationOptions({
      onSuccess: async ({ added, changed, refused }) => {
        await queryClient.invalidateQueries(trpc.language.pathFilter())
        const rows = refused.map(({ row }) => row)
        const left =
          rows.length > 0 ? ` ${t('glossary.refused', { count: rows.length, rows: rows.slice(0, 20).join(', ') })}` : ''
        notify({ message: t('glossary.imported', { added, changed }) + left })
      },
    }),
  )
  const give = useMutation({
    mutationFn: async () => {
      const { text } = await client.language.exportTerms.query()
      const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
      const link = document.createElement('a')
      link.href = url
      link.download = 'mortise-glossary.csv'
      link.click()
      setTimeout(() => URL.revokeObjectURL(url), 60_000)
    },
  })
  return (
    <>
      <ErrorNotice error={take.error ?? give.error} />
      <Button
        size="sm"
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        loading={give.isPending}
        onClick={() => give.mutate()}
      >
        {t('glossary.export')}
      </Button>
      {mayWrite && (
        <>
          <Button
            size="sm"
            variant="default"
            leftSection={<IconUpload size={16} aria-hidden />}
            loading={take.isPending}
            onClick={() => picker.current?.click()}
          >
            {t('glossary.import')}
          </Button>
          <input
            ref={picker}
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            hidden
            aria-label={t('glossary.import')}
            onChange={(event) => {
              const field = event.currentTarget
              const [file] = field.files ?? []
              void file?.text().then((text) => take.mutate({ text }))
              // The same file can be chosen again after it was corrected.
              field.value = ''
            }}
          />
        </>
      )}
    </>
  )
}
