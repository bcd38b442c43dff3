'use client'
import { IconArrowBackUp, IconClockExclamation, IconGavel, IconLock, IconTrashX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { useMinute } from '@/app/_components/shore-clocks'
import { AttachmentList } from '@/app/_features/attachments/attachment-list'
import { BothTimes } from '@/app/_features/calendars/both-times'
import { useFormat } from '@/app/_lib/format'
import { useViewer } from '@/app/_lib/viewer'
import { wantsTranslation } from '@/server/kernel/bilingual'
import { sideOpposite } from '@/server/domains/threads/rules/engineering-query'
import { PostItem } from '../post-item'
import { SubjectLink } from '../subject-link'
import type { EqThread } from '../types'
import { ActForm, DecideForm } from './act-forms'
import { EqBadge } from './eq-badge'
import { TranslateTitle } from './translate-title'
import classes from './eq.module.css'

type Doing = 'decide' | 'reopen' | 'withdraw' | 'translate' | null

/** An engineering query at a glance: what is proposed and why, whose turn it is and until when, what was decided. */
export function EqCard({ thread, embedded }: Readonly<{ thread: EqThread; embedded: boolean }>) {
  const { t } = useTranslation('threads')
  const format = useFormat()
  const now = useMinute()
  const [doing, setDoing] = useState<Doing>(null)
  const { eq } = thread
  const raisedBy = thread.people[thread.openedBy]
  const asker = thread.orgs[eq.raisedByOrgId]
  const open = thread.state === 'open'
  const late = open && now !== null && now > eq.dueAt
  const zones = Object.values(thread.orgs).map(({ timeZone }) => timeZone)
  const proposal = thread.posts.find(({ act }) => act === 'raise')
  const done = () => setDoing(null)
  return (
    <>
      <header className={classes.card}>
        <div className={classes.facts}>
          <span className={`mono ${classes.code}`}>{eq.code}</span>
          <EqBadge eq={{ state: thread.state, outcome: eq.outcome, dueAt: eq.dueAt }} now={now} />
          {!embedded && <SubjectLink thread={thread} />}
        </div>
        <h2 className={classes.heading}>
          <BilingualWords text={eq.title} both />
        </h2>
        {thread.mayWrite && wantsTranslation(eq.title) && (
          <TranslateTitle
            thread={thread}
            opened={doing === 'translate'}
            onOpen={() => setDoing('translate')}
            onDone={done}
          />
        )}
        <div className={classes.facts}>
          {raisedBy && asker && (
            <span>{t('eq.raisedBy', { person: format.person(raisedBy), org: format.org(asker) })}</span>
          )}
          <Between thread={thread} />
        </div>
        {open && (
          <div className={classes.standing} data-late={late || undefined}>
            <Turn thread={thread} />
            <div className={classes.due}>
              <span>{t('eq.due')}</span>
              <BothTimes instant={eq.dueAt} zones={zones} />
            </div>
            {eq.provisional && <span className={classes.faint}>{t('eq.dueProvisional')}</span>}
            {late && (
              <div className={classes.late}>
                <IconClockExclamation size={16} stroke={1.6} aria-hidden />
                {t('eq.overdue', { ago: format.ago(eq.dueAt, now) })}
              </div>
            )}
          </div>
        )}
      </header>
      <section className={classes.proposal}>
        <p className={classes.disposition}>
          {t('eq.proposes', { disposition: t(`eq.disposition.${eq.disposition}`) })}
        </p>
        {proposal ? (
          <ul className={classes.plain}>
            <PostItem thread={thread} post={proposal} unseen={false} />
          </ul>
        ) : (
          <BilingualWords text={eq.proposal} both />
        )}
        <AttachmentList files={eq.attachments} />
      </section>
      {eq.outcome !== null && eq.decision !== null && (
        <section className={classes.decision} data-outcome={eq.outcome} aria-label={t('eq.decide.title')}>
          <h3>
            {t('eq.decide.title')} · {t(`eq.outcome.${eq.outcome}`)}
          </h3>
          <div className={classes.words}>
            <BilingualWords text={eq.decision} both />
          </div>
          <p className={classes.follows}>{t(`eq.follows.${eq.outcome}`)}</p>
          <div className={classes.facts}>
            <DecidedBy thread={thread} />
            {eq.decidedAt && <BothTimes instant={eq.decidedAt} zones={zones} year />}
          </div>
        </section>
      )}
      <div className={classes.buttons}>
        {eq.mayDecide && doing !== 'decide' && (
          <Button size="sm" leftSection={<IconGavel size={16} aria-hidden />} onClick={() => setDoing('decide')}>
            {t('eq.decide.action')}
          </Button>
        )}
        {eq.mayWithdraw && doing !== 'withdraw' && (
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconTrashX size={16} aria-hidden />}
            onClick={() => setDoing('withdraw')}
          >
            {t('eq.withdraw.action')}
          </Button>
        )}
        {eq.mayReopen && doing !== 'reopen' && (
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            onClick={() => setDoing('reopen')}
          >
            {t('eq.reopen.action')}
          </Button>
        )}
        {open && !eq.mayDecide && <WhoDecides thread={thread} />}
      </div>
      {doing === 'decide' && eq.mayDecide && <DecideForm thread={thread} onDone={done} />}
      {doing === 'withdraw' && eq.mayWithdraw && <ActForm thread={thread} act="withdraw" onDone={done} />}
      {doing === 'reopen' && eq.mayReopen && <ActForm thread={thread} act="reopen" onDone={done} />}
      {thread.postCount > 1 && <h3 className={classes.history}>{t('eq.history')}</h3>}
    </>
  )
}

function Turn({ thread: { eq, orgs } }: { thread: EqThread }) {
  const { t } = useTranslation('threads')
  const format = useFormat()
  const { org: own } = useViewer()
  const side = eq.ballOrgId === null ? undefined : orgs[eq.ballOrgId]
  if (!side) return null
  return side.id === own?.id ? (
    <strong>{t('eq.turn.own')}</strong>
  ) : (
    <span>{t('eq.turn.other', { org: format.org(side) })}</span>
  )
}

function WhoDecides({ thread: { eq, orgs, orgId, partnerOrgId } }: { thread: EqThread }) {
  const { t } = useTranslation('threads')
  const format = useFormat()
  const { org: own } = useViewer()
  const deciding = orgs[sideOpposite({ orgId, partnerOrgId }, eq.raisedByOrgId) ?? '']
  if (!deciding) return null
  const key = deciding.id === own?.id ? 'eq.decide.waits' : 'eq.decide.reading'
  return <p className={classes.note}>{t(key, { org: format.org(deciding) })}</p>
}

function DecidedBy({ thread: { eq, people } }: { thread: EqThread }) {
  const { t } = useTranslation('threads')
  const format = useFormat()
  const decider = eq.decidedBy === null ? undefined : people[eq.decidedBy]
  return decider ? <span>{t('eq.decide.decidedBy', { person: format.person(decider) })}</span> : null
}

function Between({ thread: { orgs, orgId, partnerOrgId } }: { thread: EqThread }) {
  const { t } = useTranslation('threads')
  const format = useFormat()
  const [brand, partner] = [orgs[orgId], orgs[partnerOrgId ?? '']]
  if (!brand || !partner) return null
  return (
    <span className={classes.between}>
      <IconLock size={13} stroke={1.6} aria-hidden />
      {t('thread.with', { brand: format.org(brand), partner: format.org(partner) })}
    </span>
  )
}
