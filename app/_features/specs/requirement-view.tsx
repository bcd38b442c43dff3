'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Skeleton } from '@/app/_components/ui/layout'
import { Chip } from '@/app/_components/chip'
import { ErrorNotice } from '@/app/_components/error-notice'
import { AttachmentList } from '@/app/_features/attachments/attachment-list'
import { ThreadPanel } from '@/app/_features/threads/thread-panel'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { textFields } from '@/server/domains/specs/rules/requirement'
import { RequirementRedlines } from './redlines/requirement-redlines'
import classes from './requirement-view.module.css'
import { TextView, verifyMark } from './text-view'
import type { Check, HistoryEntry, Requirement, RevisionSummary, Spec } from './types'
import { fileNames, useFiles } from './use-files'
import type { useWords } from './use-words'

type Words = ReturnType<typeof useWords>
type Props = Readonly<{
  spec: Spec
  summary: RevisionSummary
  requirement: Requirement
  checks: readonly Check[]
  words: Words
  threadId: string | null
  onOpen: (id: string) => void
}>

/** A requirement as both sides read it: texts side by side, figures, what it points at, its history, what is asked. */
export function RequirementView({ spec, summary, requirement, checks, words, threadId, onOpen }: Props) {
  const { t } = useTranslation(['specs', 'threads'])
  const format = useFormat()
  const root = useRef<HTMLDivElement>(null)
  const translatable = spec.access.propose && summary.state === 'draft'
  const { critical, kind, values, links, code, title } = requirement
  // Alt with V confirms the text the focus is in, else the one that needs it most: outdated before merely unconfirmed.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || event.code !== 'KeyV' || event.ctrlKey || event.metaKey || event.isComposing) return
      const within = event.target instanceof HTMLElement ? event.target.closest('[data-text]') : null
      const place = within ?? root.current
      const button =
        place?.querySelector<HTMLButtonElement>(`[${verifyMark}="stale"]`) ??
        place?.querySelector<HTMLButtonElement>(`[${verifyMark}]`)
      if (!button) return
      event.preventDefault()
      button.click()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  return (
    <div ref={root} className={classes.view}>
      {(critical || checks.length > 0) && (
        <div className={classes.chips}>
          {critical && <Chip tone="red">{t('specs:requirement.critical')}</Chip>}
          {checks.map((check) => (
            <Chip key={`${check.code} ${check.field ?? ''}`} tone={check.blocking ? 'red' : 'amber'}>
              {t(`specs:check.code.${check.code}`)}
            </Chip>
          ))}
        </div>
      )}
      {textFields.map((field) => (
        <TextView
          key={field}
          field={field}
          revisionId={summary.id}
          productId={spec.productId}
          requirement={requirement}
          translatable={translatable}
          person={words.person}
        />
      ))}
      {kind === 'numeric' && (
        <section>
          <h3 className={classes.heading}>{t('specs:requirement.figures')}</h3>
          <p className={classes.figures}>{words.figures(values) || t('specs:requirement.none')}</p>
        </section>
      )}
      <Facts requirement={requirement} words={words} />
      {links.length > 0 && (
        <section>
          <h3 className={classes.heading}>{t('specs:requirement.links')}</h3>
          <ul className={classes.list}>
            {links.map((link) => (
              <li key={`${link.kind} ${link.id}`}>
                <span className={classes.dim}>{t(`specs:linkKind.${link.kind}`)}</span>{' '}
                {link.kind === 'requirement' ? (
                  <button type="button" className={classes.link} onClick={() => onOpen(link.id)}>
                    {link.label || link.id}
                  </button>
                ) : (
                  link.label || link.id
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {requirement.attachmentIds.length > 0 && <Files revisionId={summary.id} ids={requirement.attachmentIds} />}
      <section>
        <h3 className={classes.heading}>{t('specs:redline.panelTitle')}</h3>
        <RequirementRedlines spec={spec} revision={summary} requirement={requirement} />
      </section>
      <section>
        <h3 className={classes.heading}>{t('specs:requirement.questions')}</h3>
        <ThreadPanel
          productId={spec.productId}
          subject={{ kind: 'requirement', id: requirement.id, label: `${code} · ${format.text(title)}` }}
          threadId={threadId}
        />
      </section>
      <History revisionId={summary.id} requirementId={requirement.id} words={words} />
    </div>
  )
}

function Facts({ requirement, words }: { requirement: Requirement; words: Words }) {
  const { t } = useTranslation('specs')
  const { section, verification, ownerId } = requirement
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('requirement.section'), t(`section.${section}`)],
    [t('requirement.verification'), verification ? t(`verification.${verification}`) : t('editor.noVerification')],
    [t('requirement.owner'), words.person(ownerId) || t('editor.nobody')],
  ]
  return (
    <dl className={classes.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What is attached, to look at and to save. */
function Files({ revisionId, ids }: { revisionId: string; ids: readonly string[] }) {
  const { t } = useTranslation('specs')
  const { known, waiting, error, retry } = useFiles(revisionId, ids)
  return (
    <section>
      <h3 className={classes.heading}>{t('requirement.attachments')}</h3>
      <ErrorNotice error={error} onRetry={retry} />
      {waiting ? <Skeleton height={66} /> : <AttachmentList files={ids.flatMap((id) => known.get(id) ?? [])} />}
    </section>
  )
}

type HistoryProps = Readonly<{ revisionId: string; requirementId: string; words: Words }>

/** What it said in earlier revisions, newest first. */
function History({ revisionId, requirementId, words }: HistoryProps) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const asked = useQuery(trpc.specs.getRequirement.queryOptions({ revisionId, requirementId }))
  const { known } = useFiles(
    revisionId,
    (asked.data?.history ?? []).flatMap(({ changes }) =>
      changes.flatMap(({ field, from, to }) => (field === 'attachments' ? `${from} ${to}`.trim().split(/ +/) : [])),
    ),
  )
  const valueIn: Words['valueIn'] = (field, raw) =>
    field === 'attachments' && raw !== '' ? fileNames(raw, known) : words.valueIn(field, raw)
  return (
    <section>
      <h3 className={classes.heading}>{t('requirement.history')}</h3>
      <ErrorNotice error={asked.error} onRetry={() => void asked.refetch()} />
      {asked.isPending && <Skeleton height={40} />}
      <ol className={classes.history}>
        {(asked.data?.history ?? []).map((entry) => (
          <Entry key={entry.revision.id} entry={entry} valueIn={valueIn} />
        ))}
      </ol>
    </section>
  )
}

type EntryProps = Readonly<{ entry: HistoryEntry; valueIn: Words['valueIn'] }>

function Entry({ entry: { revision, at, changes }, valueIn }: EntryProps) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  const name = { revision: revision.letter ?? revision.number }
  return (
    <li>
      <span>
        {t(changes.length === 0 ? 'requirement.historyFirst' : 'requirement.historyIn', name)}{' '}
        <span className={classes.dim}>{format.day(at)}</span>
      </span>
      {changes.length > 0 && (
        <dl className={classes.changes}>
          {changes.map(({ field, from, to }) => (
            <div key={field}>
              <dt>{t(`field.${field}`)}</dt>
              <dd>
                <del>{valueIn(field, from) || t('requirement.historyEmpty')}</del>{' '}
                <ins>{valueIn(field, to) || t('requirement.historyEmpty')}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}
