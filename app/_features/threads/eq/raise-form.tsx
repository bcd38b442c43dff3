'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NativeSelect } from '@/app/_components/ui/field'
import { ErrorNotice } from '@/app/_components/error-notice'
import { AttachField } from '@/app/_features/attachments/attach-field'
import { useAttach } from '@/app/_features/attachments/use-attach'
import type { Attached } from '@/app/_features/attachments/types'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { dispositions, type Disposition } from '@/server/domains/threads/rules/engineering-query'
import { Composer } from '../composer'
import { emptyDraft, isBlank, toPostText, type Draft } from '../draft'
import type { Subject } from '../types'
import { useKept } from '@/app/_lib/use-kept'
import { Suggestions } from './suggestions'
import { TitleFields } from './title-fields'
import classes from './eq.module.css'

type Raised = Draft &
  Readonly<{
    title: Readonly<{ en: string; zh: string }>
    disposition: Disposition | ''
    attached: readonly Attached[]
    to: string
    clientKey: string
  }>
const blank: Raised = {
  ...emptyDraft,
  title: { en: '', zh: '' },
  disposition: '',
  attached: [],
  to: '',
  clientKey: '',
}
const isEmpty = (draft: Raised) => isBlank(draft) && isBlank(draft.title) && draft.attached.length === 0

type Props = Readonly<{ productId: string; subject: Subject; onRaised: (threadId: string) => void }>

/** A new engineering query: what is unclear, what shows it, what the asker proposes. Kept while it is being written. */
export function RaiseForm({ productId, subject, onRaised }: Props) {
  const { t } = useTranslation('threads')
  const format = useFormat()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [draft, setDraft] = useKept<Raised>(`eq ${subject.kind} ${subject.id}`, blank, isEmpty)
  const [pressed, setPressed] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  const audiences = useQuery(trpc.threads.listAudiences.queryOptions({ productId, subjectKind: subject.kind }))
  const raise = useMutation(
    trpc.threads.raiseEq.mutationOptions({
      retry: (count, error) => count < 2 && !error.data,
      onSuccess: async ({ threadId }) => {
        setDraft(blank)
        await queryClient.invalidateQueries(trpc.threads.pathFilter())
        onRaised(threadId)
      },
    }),
  )
  const found = audiences.data?.orgs ?? []
  const isBrand = audiences.data?.role === 'owner'
  const [only] = found
  const to = found.some(({ id }) => id === draft.to) ? draft.to : found.length === 1 && only ? only.id : ''
  // Changed words are another query; the same words, sent again, are the same one.
  const change = (part: Partial<Raised>) => setDraft((now) => ({ ...now, clientKey: '', ...part }))
  const attach = useAttach(
    to === '' ? null : { productId, audience: 'pair', partnerOrgId: isBrand ? to : null },
    draft.attached,
    (next) => setDraft((now) => ({ ...now, clientKey: '', attached: next(now.attached) })),
  )
  const shared = draft.attached.length > 0 || attach.sending.length > 0
  const missing = {
    title: isBlank(draft.title),
    disposition: draft.disposition === '',
    to: to === '',
  }
  if (audiences.data && found.length === 0) return <p className={classes.note}>{t('eq.form.noPartner')}</p>
  const addressee = found.find(({ id }) => id === to)
  return (
    <div ref={form} className={classes.form} onPaste={attach.onPaste}>
      <ErrorNotice error={raise.error ?? audiences.error} />
      {isBrand && found.length > 1 && (
        <NativeSelect
          label={t('eq.form.to')}
          description={shared ? t('eq.form.toLocked') : undefined}
          disabled={shared}
          value={to}
          error={pressed && missing.to ? t('eq.form.toNeeded') : undefined}
          onChange={(event) => change({ to: event.currentTarget.value })}
          data={[
            ...(to === '' ? [{ value: '', label: '…' }] : []),
            ...found.map((each) => ({ value: each.id, label: format.org(each) })),
          ]}
        />
      )}
      <TitleFields
        value={draft.title}
        autoFocus
        error={pressed && missing.title ? t('eq.form.titleNeeded') : undefined}
        onChange={(title) => change({ title })}
      />
      <Suggestions
        productId={productId}
        partnerOrgId={isBrand ? to : undefined}
        ready={to !== ''}
        title={draft.title}
        proposal={draft}
        onUse={({ code, productCode, decision, disposition }) => {
          const cited = (typed: string, words: string) =>
            words === '' ? typed : [typed, `${productCode} ${code}: ${words}`].filter(Boolean).join('\n')
          change({
            en: cited(draft.en, decision.en),
            zh: cited(draft.zh, decision.zh),
            disposition: draft.disposition === '' ? disposition : draft.disposition,
          })
        }}
      />
      <AttachField
        label={t('eq.form.evidence')}
        attach={attach}
        attached={draft.attached}
        onRemove={(id) => change({ attached: draft.attached.filter((file) => file.id !== id) })}
        waitsFor={missing.to && isBrand ? t('eq.form.evidenceWaits') : undefined}
      />
      <NativeSelect
        label={t('eq.form.disposition')}
        // Keeps its line, so that nothing below moves with the choice.
        description={draft.disposition === '' ? '\u00a0' : t(`eq.dispositionHint.${draft.disposition}`)}
        value={draft.disposition}
        error={pressed && missing.disposition ? t('eq.form.dispositionNeeded') : undefined}
        onChange={(event) => {
          const chosen = dispositions.find((each) => each === event.currentTarget.value)
          if (chosen) change({ disposition: chosen })
        }}
        data={[
          ...(draft.disposition === '' ? [{ value: '', label: '…' }] : []),
          ...dispositions.map((each) => ({ value: each, label: t(`eq.disposition.${each}`) })),
        ]}
      />
      <Composer
        scope={{ productId, subjectKind: subject.kind, ...(isBrand && to !== '' ? { partnerOrgId: to } : {}) }}
        draft={draft}
        setDraft={({ en, zh, mentions }) => change({ en, zh, mentions })}
        label={t('eq.form.proposal')}
        placeholder={t('eq.form.proposalPlaceholder')}
        submit={t('eq.form.send')}
        pending={raise.isPending}
        minRows={4}
        hint={
          <>
            {attach.busy && <span className={classes.problem}>{t('eq.form.evidenceBusy')} </span>}
            {addressee && `${t('eq.form.toOnly', { org: format.org(addressee) })} · `}
            {t('eq.form.due')}
          </>
        }
        onSend={(body, mentions) => {
          setPressed(true)
          if (missing.title || missing.to || draft.disposition === '' || attach.busy) {
            // What is missing may be out of sight above.
            requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
            return
          }
          const clientKey = draft.clientKey === '' ? crypto.randomUUID() : draft.clientKey
          setDraft({ ...draft, clientKey })
          raise.mutate({
            productId,
            subject: { kind: subject.kind, id: subject.id },
            partnerOrgId: isBrand ? to : undefined,
            title: toPostText(draft.title, format.locale),
            disposition: draft.disposition,
            body,
            attachmentIds: draft.attached.map(({ id }) => id),
            mentions,
            clientKey,
          })
        }}
      />
    </div>
  )
}
