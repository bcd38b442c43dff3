'use client'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { PageHeader } from '@/app/_components/page-header'
import { Button } from '@/app/_components/ui/button'
import { Progress, Skeleton } from '@/app/_components/ui/layout'
import { Mark } from '@/app/_features/products/mark'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { ReadBackView } from '@/server/domains/specs/queries/read-backs'
import { figuresText } from '@/server/domains/specs/rules/figures-text'
import type { Requirement, Spec } from '../types'
import classes from './read-back.module.css'
import { owedBy, standingOf, type Standing } from './standing'

type DialogProps = Readonly<{
  spec: Spec
  revisionId: string
  row: ReadBackView | null
  opened: boolean
  onClose: () => void
  onNext: (() => void) | null
}>
const ReadBackDialog = onFirstUse<DialogProps>(() =>
  import('./read-back-dialog').then((module) => module.ReadBackDialog),
)

/** The critical requirements of a revision, and what each factory said it understands by them. */
export function ReadBackPage({ specId, revisionId }: { specId: string; revisionId: string | null }) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  const trpc = useTRPC()
  const { data: spec } = useSuspenseQuery(trpc.specs.getSpec.queryOptions({ specId }))
  const revision = spec.revisions.find(({ id }) => id === (revisionId ?? spec.currentRevisionId)) ?? spec.revisions[0]
  return (
    <>
      <PageHeader
        above={
          <Button
            component={Link}
            href={paths.spec(spec.productId, specId)}
            size="compact-sm"
            variant="subtle"
            color="gray"
            className={classes.back}
            leftSection={<IconArrowLeft size={15} aria-hidden />}
          >
            {t('readBack.back')}
          </Button>
        }
        title={t('readBack.title')}
        hint={
          <>
            <span className="mono">{spec.number}</span> {format.text(spec.name)}
            {revision && ` · ${t('signOff.revision', { revision: revision.letter ?? revision.number })}`}
            <br />
            {t('readBack.hint')}
          </>
        }
      />
      {revision && <ReadBacks key={revision.id} spec={spec} revisionId={revision.id} />}
    </>
  )
}

function ReadBacks({ spec, revisionId }: { spec: Spec; revisionId: string }) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const { data, error, refetch } = useQuery(trpc.specs.listReadBacks.queryOptions({ revisionId }))
  if (!data) return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Skeleton height={240} />
  if (data.length === 0) return <EmptyState title={t('readBack.none')} />
  return spec.access.side === 'partner' ? (
    <Own spec={spec} revisionId={revisionId} rows={data} />
  ) : (
    <Received spec={spec} revisionId={revisionId} rows={data} />
  )
}

const tones: Readonly<Record<Standing, 'good' | 'amber' | 'plain'>> = {
  missing: 'plain',
  matches: 'good',
  mismatch: 'amber',
  outdated: 'amber',
}

type ListProps = Readonly<{ spec: Spec; revisionId: string; rows: readonly ReadBackView[] }>

/** The factory's own list, without figures: what is still to be read back first in the document, first here. */
function Own({ spec, revisionId, rows }: ListProps) {
  const { t } = useTranslation('specs')
  const [open, setOpen] = useState<string | null>(null)
  const [last, setLast] = useState<string | null>(null)
  const show = (id: string | null) => {
    if (id !== null) setLast(id)
    setOpen(id)
  }
  const owed = owedBy(rows, null)
  const following = owed.find(({ requirementId }) => requirementId !== open) ?? null
  const { propose } = spec.access
  return (
    <>
      <Counted done={rows.length - owed.length} all={rows.length} />
      <ul className={classes.list}>
        {rows.map((row) => {
          const standing = standingOf(row.answers, null)
          const [newest] = row.answers
          return (
            <li key={row.requirementId} className={classes.item}>
              <Head row={row} standing={standing} spec={spec} />
              {newest && <Answer spec={spec} answer={newest} />}
              {propose && (
                <Button
                  size="compact-md"
                  variant={standing === 'missing' ? 'filled' : 'default'}
                  className={classes.action}
                  onClick={() => show(row.requirementId)}
                >
                  {t(standing === 'missing' ? 'readBack.start' : 'readBack.again')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      <ReadBackDialog
        spec={spec}
        revisionId={revisionId}
        row={rows.find(({ requirementId }) => requirementId === (open ?? last)) ?? null}
        opened={open !== null}
        onClose={() => show(null)}
        onNext={following === null ? null : () => show(following.requirementId)}
      />
    </>
  )
}

/** What the brand got back: how far each factory is, and every answer beside what is required. */
function Received({ spec, revisionId, rows }: ListProps) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  const trpc = useTRPC()
  const parties = useQuery(trpc.products.listParties.queryOptions({ productId: spec.productId }))
  const required = useQuery(trpc.specs.listRequirements.queryOptions({ revisionId }))
  const answered = new Set(rows.flatMap(({ answers }) => answers.flatMap(({ partner }) => partner?.id ?? [])))
  const partners = (parties.data ?? []).flatMap(({ org, standing, grants }) =>
    org !== null && (answered.has(org.id) || (standing === 'accepted' && grants.includes('specs'))) ? [org] : [],
  )
  const requirementOf = new Map(required.data?.requirements.map((requirement) => [requirement.id, requirement]))
  return (
    <>
      {partners.map((partner) => (
        <Counted
          key={partner.id}
          org={format.org(partner)}
          done={rows.length - owedBy(rows, partner.id).length}
          all={rows.length}
        />
      ))}
      <ul className={classes.list}>
        {rows.map((row) => {
          const requirement = requirementOf.get(row.requirementId)
          // Of each factory what counts: its newest answer.
          const newest = row.answers.filter(
            (answer, index) => row.answers.findIndex(({ partner }) => partner?.id === answer.partner?.id) === index,
          )
          return (
            <li key={row.requirementId} className={classes.item}>
              <Head row={row} standing={null} spec={spec} />
              {requirement && <Required requirement={requirement} />}
              {newest.length === 0 && <p className={classes.faint}>{t('readBack.state.missing')}</p>}
              {newest.map((answer) => (
                <Answer key={answer.id} spec={spec} answer={answer} withPartner />
              ))}
            </li>
          )
        })}
      </ul>
    </>
  )
}

function Counted({ org, done, all }: { org?: string; done: number; all: number }) {
  const { t } = useTranslation('specs')
  const text = t('readBack.progress', { done, all })
  return (
    <div className={classes.progress}>
      <span>
        {org !== undefined && <strong>{org} </strong>}
        {text}
      </span>
      <Progress value={all === 0 ? 0 : (done / all) * 100} aria-label={org === undefined ? text : `${org} ${text}`} />
    </div>
  )
}

function Head({ row, standing, spec }: { row: ReadBackView; standing: Standing | null; spec: Spec }) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  const named = (
    <>
      <span className="mono">{row.code}</span> {format.text(row.title)}
    </>
  )
  return (
    <header className={classes.head}>
      <h2 className={classes.title}>
        {spec.access.side === 'brand' ? (
          <Link href={paths.requirement(spec.productId, spec.id, row.requirementId)}>{named}</Link>
        ) : (
          named
        )}
      </h2>
      <span className={classes.faint}>{t(`section.${row.section}`)}</span>
      {standing !== null && <Mark tone={tones[standing]}>{t(`readBack.state.${standing}`)}</Mark>}
    </header>
  )
}

function useFigures() {
  const { t } = useTranslation('specs')
  return (values: Requirement['values']) =>
    figuresText(values, { min: t('figure.min'), typ: t('figure.typ'), max: t('figure.max') })
}

function Required({ requirement: { kind, values, text } }: { requirement: Requirement }) {
  const { t } = useTranslation('specs')
  const figures = useFigures()
  return (
    <p className={classes.said}>
      <span className={classes.label}>{t('readBack.required')}</span>
      <span>{kind === 'numeric' ? figures(values) : <BilingualWords text={text} />}</span>
    </p>
  )
}

type AnswerProps = Readonly<{ spec: Spec; answer: ReadBackView['answers'][number]; withPartner?: boolean }>

function Answer({ spec, answer, withPartner = false }: AnswerProps) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  const figures = useFigures()
  const { restated, words, method, instrument, threadId, eq, by, partner, createdAt } = answer
  const standing = standingOf([answer], null)
  const limits = figures(restated)
  return (
    <div className={classes.answer} data-standing={standing}>
      {withPartner && (
        <div className={classes.head}>
          <strong>{partner === null ? t('signOff.side.partner') : format.org(partner)}</strong>
          <Mark tone={tones[standing]}>{t(`readBack.state.${standing}`)}</Mark>
        </div>
      )}
      <p className={classes.said}>
        <span className={classes.label}>{t('readBack.restated')}</span>
        <span>{limits !== '' ? limits : <BilingualWords text={words} both />}</span>
      </p>
      <p className={classes.said}>
        <span className={classes.label}>{t('readBack.measured')}</span>
        <span>
          <BilingualWords text={method} both />
          {instrument !== '' && <span className={classes.faint}> · {instrument}</span>}
        </span>
      </p>
      <p className={classes.faint}>
        {t('readBack.by', { person: format.person(by), when: format.moment(createdAt) })}
        {threadId !== null && (
          <>
            {' · '}
            <Link href={paths.specThread(spec.productId, spec.id, threadId)}>
              {eq === null ? t('readBack.openQueryPlain') : t('readBack.openQuery', { code: eq })}
            </Link>
          </>
        )}
      </p>
    </div>
  )
}
