'use client'
import {
  IconAlertTriangle,
  IconArrowsDiff,
  IconCircleCheck,
  IconEar,
  IconHourglass,
  IconMessage2Code,
  IconPencil,
  IconSignature,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Button } from '@/app/_components/ui/button'
import { BothTimes } from '@/app/_features/calendars/both-times'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { SpecRevisionState } from '@/server/domains/specs/lifecycle'
import type { Revision, Spec } from '../types'
import { ownAnswer } from './steps'
import classes from './revision-notice.module.css'

type DialogProps = Readonly<{ spec: Spec; revision: Revision; opened: boolean; onClose: () => void }>
const SignaturesDialog = onFirstUse<DialogProps>(() =>
  import('./signatures-dialog').then((module) => module.SignaturesDialog),
)

type Props = Readonly<{ spec: Spec; revision: Revision }>

const tones: Readonly<Record<SpecRevisionState, 'plain' | 'amber' | 'red' | 'good'>> = {
  draft: 'plain',
  inReview: 'amber',
  changesRequested: 'amber',
  approved: 'amber',
  released: 'good',
  suspended: 'red',
  superseded: 'red',
  withdrawn: 'red',
}

/** What a revision is good for, said where nobody can miss it, and the ways to what belongs to it. */
export function RevisionNotice({ spec, revision }: Props) {
  const { t } = useTranslation('specs')
  const [panel, setPanel] = useState(false)
  const { state, reason } = revision
  const signed = revision.signatures.length
  const needed = revision.review?.requiredSignatures.length ?? 0
  return (
    <section className={classes.notice} data-tone={tones[state]} aria-label={t('signOff.notice.label')}>
      <StateIcon state={state} />
      <div className={classes.words}>
        <p className={classes.state}>
          <strong>{t(`state.${state}`)}</strong> <Meaning spec={spec} revision={revision} />
        </p>
        {(state === 'changesRequested' || state === 'suspended') && reason !== null && (
          <p className={classes.reason}>
            <BilingualWords text={reason} />
          </p>
        )}
        {revision.anotherSigns && <AnotherSigns missing={revision.anotherSigns} />}
        <Answers spec={spec} revision={revision} />
      </div>
      <nav className={`${classes.links} no-print`} aria-label={t('signOff.notice.links')}>
        {(needed > 0 || revision.acknowledgements.length > 0) && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconSignature size={15} aria-hidden />}
            onClick={() => setPanel(true)}
          >
            {needed > 0 ? t('signOff.notice.signatures', { signed, needed }) : t('acknowledge.answers')}
          </Button>
        )}
        <Redlines spec={spec} />
        <Way href={paths.readBacks(spec.productId, spec.id)} icon={<IconEar size={15} aria-hidden />}>
          {t('readBack.link')}
        </Way>
        {spec.revisions.length > 1 && (
          <Way href={paths.specCompare(spec.productId, spec.id)} icon={<IconArrowsDiff size={15} aria-hidden />}>
            {t('compare.link')}
          </Way>
        )}
      </nav>
      <SignaturesDialog spec={spec} revision={revision} opened={panel} onClose={() => setPanel(false)} />
    </section>
  )
}

function StateIcon({ state }: { state: SpecRevisionState }) {
  const shared = { size: 18, stroke: 1.7, 'aria-hidden': true, className: classes.icon } as const
  const tone = tones[state]
  if (state === 'draft') return <IconPencil {...shared} />
  if (tone === 'good') return <IconCircleCheck {...shared} />
  return tone === 'amber' ? <IconHourglass {...shared} /> : <IconAlertTriangle {...shared} />
}

/** One sentence on what a reader may and may not do with the revision. */
function Meaning({ spec, revision }: Props) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  const { id, state, letter } = revision
  const release = spec.revisions.find((each) => each.id === id)
  const binding = spec.revisions.find(({ id }) => id === spec.releasedRevisionId)
  const toBinding = binding && binding.id !== id && binding.letter !== null && (
    <Link href={paths.specRevision(spec.productId, spec.id, binding.id)}>
      {t(`signOff.notice.${binding.state === 'suspended' ? 'toSuspended' : 'toBinding'}`, { letter: binding.letter })}
    </Link>
  )
  const day = release?.releasedAt ? format.day(release.releasedAt) : ''
  const person = release?.releasedBy ? format.person(release.releasedBy) : ''
  const newest =
    spec.currentRevisionId === id ? null : <Link href={paths.spec(spec.productId, spec.id)}>{t('doc.showNewest')}</Link>
  return (
    <>
      {t(`signOff.notice.${state}`, { letter: letter ?? revision.number, day, person })} {toBinding}
      {toBinding && newest && ' · '}
      {newest}
    </>
  )
}

/** Why whoever put it up cannot sign it, and who can. */
function AnotherSigns({ missing: { roles, people } }: { missing: NonNullable<Revision['anotherSigns']> }) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  const role = format.list(roles.map((each) => t(`signOff.role.${each}`)))
  return (
    <p className={classes.reason}>
      {people.length === 0
        ? t('signOff.another.nobody')
        : t('signOff.another.people', { people: format.list(people.map(format.person)), role })}
    </p>
  )
}

/** What is asked of a partner by when, or how many partners have answered. */
function Answers({ spec, revision }: { spec: Spec; revision: Revision }) {
  const { t } = useTranslation('specs')
  if (revision.state !== 'released' && revision.state !== 'suspended') return null
  const { acknowledgements } = revision
  if (spec.access.side === 'brand') {
    if (acknowledgements.length === 0) return null
    const count = (state: 'acknowledged' | 'objected') => acknowledgements.filter((each) => each.state === state).length
    const objected = count('objected')
    return (
      <p className={classes.reason}>
        {t('acknowledge.counts', { done: count('acknowledged'), all: acknowledgements.length })}
        {objected > 0 && ` · ${t('acknowledge.objections', { count: objected })}`}
      </p>
    )
  }
  const answer = ownAnswer(spec, revision)
  if (answer === null) return null
  return (
    <p className={classes.reason}>
      {answer.state === 'pending' ? (
        <>
          {t('acknowledge.please')} <BothTimes instant={answer.dueAt} />
          {answer.provisional && ` (${t('acknowledge.provisional')})`}
        </>
      ) : (
        t(`acknowledge.yours.${answer.state}`)
      )}
    </p>
  )
}

function Redlines({ spec }: { spec: Spec }) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const { data } = useQuery(trpc.specs.listRedlines.queryOptions({ specId: spec.id, filter: 'open' }))
  return (
    <Way href={paths.redlines(spec.productId, spec.id)} icon={<IconMessage2Code size={15} aria-hidden />}>
      {data && data.length > 0 ? t('redline.linkOpen', { count: data.length }) : t('redline.link')}
    </Way>
  )
}

function Way({ href, icon, children }: { href: string; icon: ReactNode; children: ReactNode }) {
  return (
    <Button component={Link} href={href} size="compact-sm" variant="default" leftSection={icon}>
      {children}
    </Button>
  )
}
