'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { NativeSelect } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import { mayWrite } from '@/server/domains/threads/policy'
import type { PostText, SubjectKind } from '@/server/domains/threads/rules'
import { Composer } from './composer'
import { emptyDraft, isBlank, type Draft } from './draft'
import type { Subject } from './types'
import { useKept } from '@/app/_lib/use-kept'
import classes from './ask.module.css'

type Asked = Draft & Readonly<{ to: string; clientKey: string }>
const inside = 'inside'
const blank: Asked = { ...emptyDraft, to: '', clientKey: '' }

type Props = Readonly<{
  productId: string
  subject: Subject
  onAsked: (threadId: string) => void
  autoFocus?: boolean
  minRows?: number
}>

/** A new question about a subject: to whom, and what. */
export function Ask({ productId, subject, onAsked, ...look }: Props) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const open = useMutation(
    trpc.threads.openThread.mutationOptions({
      retry: (count, error) => count < 2 && !error.data,
      onSuccess: async ({ threadId }) => {
        await queryClient.invalidateQueries(trpc.threads.pathFilter())
        onAsked(threadId)
      },
    }),
  )
  return (
    <AskForm
      {...look}
      productId={productId}
      kind={subject.kind}
      draftKey={`ask ${subject.kind} ${subject.id}`}
      pending={open.isPending}
      error={open.error}
      onSend={async (asked) => {
        await open.mutateAsync({ productId, subject: { kind: subject.kind, id: subject.id }, ...asked })
      }}
    />
  )
}

/** What is asked, and of whom: null inside the own organisation, left out by a partner. */
export type AskedQuestion = Readonly<{
  partnerOrgId: string | null | undefined
  body: PostText
  mentions: string[]
  clientKey: string
}>

type FormProps = Readonly<{
  productId: string
  kind: SubjectKind
  /** What is typed is kept under this name until it is sent. */
  draftKey: string
  pending: boolean
  error: unknown
  /** Resolves once it is asked; what was typed is kept where it fails. */
  onSend: (asked: AskedQuestion) => Promise<void>
  autoFocus?: boolean
  minRows?: number
}>

/** The form of a new question, whatever is made of it. */
export function AskForm({ productId, kind, draftKey, pending, error, onSend, autoFocus, minRows }: FormProps) {
  const { t } = useTranslation('threads')
  const format = useFormat()
  const trpc = useTRPC()
  const { org } = useViewer()
  const [draft, setDraft] = useKept<Asked>(draftKey, blank, isBlank)
  const audiences = useQuery(trpc.threads.listAudiences.queryOptions({ productId, subjectKind: kind }))
  if (!org || !mayWrite(org.role)) return <p className={classes.note}>{t('reply.readOnly')}</p>
  const found = audiences.data?.orgs ?? []
  const isBrand = audiences.data?.role === 'owner'
  const [only] = found
  // With one partner it is the natural addressee; with several, nobody is, until one is chosen.
  const to = draft.to !== '' ? draft.to : found.length === 1 && only ? only.id : found.length === 0 ? inside : ''
  const partnerOrgId = !isBrand ? undefined : to === inside ? null : to === '' ? undefined : to
  return (
    <div className={classes.ask}>
      {isBrand && found.length > 0 && (
        <NativeSelect
          size="sm"
          label={t('ask.to')}
          value={to}
          onChange={(event) => setDraft({ ...draft, to: event.currentTarget.value, clientKey: '' })}
          data={[
            ...(to === '' ? [{ value: '', label: '…' }] : []),
            ...found.map((each) => ({ value: each.id, label: format.org(each) })),
            { value: inside, label: t('ask.inside', { org: format.org(org) }) },
          ]}
        />
      )}
      <ErrorNotice error={error ?? audiences.error} />
      <Composer
        scope={{ productId, subjectKind: kind, ...(partnerOrgId === undefined ? {} : { partnerOrgId }) }}
        draft={draft}
        // Changed words are another question; the same words, sent again, are the same one.
        setDraft={({ en, zh, mentions }) => setDraft({ ...draft, en, zh, mentions, clientKey: '' })}
        label={t('ask.title')}
        placeholder={t('ask.placeholder')}
        submit={t('ask.send')}
        pending={pending}
        autoFocus={autoFocus}
        minRows={minRows}
        hint={
          isBrand
            ? found.length === 0
              ? t('ask.inside', { org: format.org(org) })
              : t('ask.hint')
            : only && t('ask.toOnly', { org: format.org(only) })
        }
        onSend={(body, mentions) => {
          const clientKey = draft.clientKey === '' ? crypto.randomUUID() : draft.clientKey
          setDraft({ ...draft, clientKey })
          // Refusals are shown by whoever sends.
          onSend({ partnerOrgId, body, mentions, clientKey }).then(
            () => setDraft(blank),
            () => undefined,
          )
        }}
      />
    </div>
  )
}
