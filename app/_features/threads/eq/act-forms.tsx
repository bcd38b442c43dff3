'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { Radio } from '@/app/_components/ui/choices'
import { ErrorNotice } from '@/app/_components/error-notice'
import { useTRPC } from '@/app/_lib/trpc'
import { eqOutcomes, type EqOutcome } from '@/server/domains/threads/rules/engineering-query'
import { Composer } from '../composer'
import { emptyDraft, isBlank, type Draft } from '../draft'
import type { EqThread } from '../types'
import { useKept } from '@/app/_lib/use-kept'
import classes from './eq.module.css'

type Props = Readonly<{ thread: EqThread; onDone: () => void }>
type Acting = Draft & Readonly<{ outcome: EqOutcome | ''; clientKey: string }>
const blank: Acting = { ...emptyDraft, outcome: '', clientKey: '' }

/** Words of an act, kept until it is done; a retry after a lost answer is the same act. */
function useActing(thread: EqThread, act: 'decide' | 'reopen' | 'withdraw') {
  const [draft, setDraft] = useKept<Acting>(`${act} ${thread.id}`, blank, isBlank)
  return {
    draft,
    change: (part: Partial<Acting>) => setDraft((now) => ({ ...now, clientKey: '', ...part })),
    clear: () => setDraft(blank),
    keyed: () => {
      const clientKey = draft.clientKey === '' ? crypto.randomUUID() : draft.clientKey
      setDraft({ ...draft, clientKey })
      return clientKey
    },
  }
}

function useSettled(onDone: () => void, clear: () => void) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return {
    retry: (count: number, error: { data?: unknown }) => count < 2 && !error.data,
    onSuccess: async () => {
      // What was sent stays in sight until it is seen where it belongs.
      await queryClient.invalidateQueries(trpc.threads.pathFilter())
      clear()
      onDone()
    },
    // Somebody spoke meanwhile: their words have to be on the screen before it is tried again.
    onError: () => void queryClient.invalidateQueries(trpc.threads.getThread.pathFilter()),
  }
}

const scopeOf = ({ productId, subjectKind, id }: EqThread) => ({ productId, subjectKind, threadId: id })

/** The decision: how it ends, and in words. What follows from each outcome is said before it is chosen. */
export function DecideForm({ thread, onDone }: Props) {
  const { t } = useTranslation(['threads', 'common'])
  const trpc = useTRPC()
  const { draft, change, clear, keyed } = useActing(thread, 'decide')
  const [pressed, setPressed] = useState(false)
  const decide = useMutation(trpc.threads.decideEq.mutationOptions(useSettled(onDone, clear)))
  return (
    <section className={classes.act} aria-label={t('threads:eq.decide.title')}>
      <ErrorNotice error={decide.error} />
      <fieldset className={classes.outcomes}>
        <legend>{t('threads:eq.decide.outcome')}</legend>
        {eqOutcomes.map((outcome) => (
          <Radio
            key={outcome}
            name={`outcome ${thread.id}`}
            checked={draft.outcome === outcome}
            onChange={() => change({ outcome })}
            label={t(`threads:eq.outcome.${outcome}`)}
            description={t(`threads:eq.outcomeHint.${outcome}`)}
          />
        ))}
        {pressed && draft.outcome === '' && (
          <p role="alert" className={classes.problem}>
            {t('threads:eq.decide.needed')}
          </p>
        )}
      </fieldset>
      <Composer
        scope={scopeOf(thread)}
        draft={draft}
        setDraft={({ en, zh, mentions }) => change({ en, zh, mentions })}
        label={t('threads:eq.decide.words')}
        placeholder={t('threads:eq.decide.placeholder')}
        submit={t('threads:eq.decide.send')}
        pending={decide.isPending}
        minRows={3}
        autoFocus
        aside={<Cancel onDone={onDone} />}
        onSend={(body, mentions) => {
          setPressed(true)
          const { outcome } = draft
          if (outcome === '') return
          const { id: threadId, version } = thread
          decide.mutate({ threadId, version, outcome, body, mentions, clientKey: keyed() })
        }}
      />
    </section>
  )
}

/** Takes a query back, or takes it up again; both say why. */
export function ActForm({ thread, act, onDone }: Props & Readonly<{ act: 'reopen' | 'withdraw' }>) {
  const { t } = useTranslation('threads')
  const trpc = useTRPC()
  const { draft, change, clear, keyed } = useActing(thread, act)
  const settled = useSettled(onDone, clear)
  const reopen = useMutation(trpc.threads.reopenEq.mutationOptions(settled))
  const withdraw = useMutation(trpc.threads.withdrawEq.mutationOptions(settled))
  const done = act === 'reopen' ? reopen : withdraw
  return (
    <section className={classes.act} aria-label={t(`eq.${act}.action`)}>
      <ErrorNotice error={done.error} />
      <Composer
        scope={scopeOf(thread)}
        draft={draft}
        setDraft={({ en, zh, mentions }) => change({ en, zh, mentions })}
        label={t(`eq.${act}.label`)}
        placeholder={t(`eq.${act}.placeholder`)}
        submit={t(`eq.${act}.send`)}
        pending={done.isPending}
        autoFocus
        hint={t(`eq.${act}.hint`)}
        aside={<Cancel onDone={onDone} />}
        onSend={(body) => done.mutate({ threadId: thread.id, version: thread.version, body, clientKey: keyed() })}
      />
    </section>
  )
}

function Cancel({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('common')
  return (
    <Button size="compact-md" variant="subtle" color="gray" onClick={onDone}>
      {t('actions.cancel')}
    </Button>
  )
}
