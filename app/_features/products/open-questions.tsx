'use client'
import type { inferRouterOutputs } from '@trpc/server'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { useMinute } from '@/app/_components/shore-clocks'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useViewer } from '@/app/_lib/viewer'
import { languageTags } from '@/locales/config'
import { readIn } from '@/server/kernel/bilingual'
import type { AppRouter } from '@/server/trpc/root'
import { Mark } from './mark'
import classes from './open-questions.module.css'

type List = inferRouterOutputs<AppRouter>['threads']['listOpen']
type Question = List['threads'][number]

/** Open questions, those first in which the other side spoke last. */
export function OpenQuestions({ list }: { list: List }) {
  const { t } = useTranslation('products')
  const { org } = useViewer()
  const ours = (question: Question) => question.lastPostOrgId !== org?.id
  const sorted = [...list.threads.filter(ours), ...list.threads.filter((question) => !ours(question))]
  if (sorted.length === 0) {
    return (
      <div className={classes.none}>
        <strong>{t('home.allClear')}</strong>
        <span>{t('home.allClearBody')}</span>
      </div>
    )
  }
  return (
    <ul className={classes.list}>
      {sorted.map((question) => (
        <Row key={question.id} question={question} orgs={list.orgs} ourTurn={ours(question)} />
      ))}
    </ul>
  )
}

function Row({ question, orgs, ourTurn }: { question: Question; orgs: List['orgs']; ourTurn: boolean }) {
  const { t } = useTranslation('products')
  const format = useFormat()
  const now = useMinute()
  const { id, productId, bomId, specId, productCode, subjectLabel, unread, lastPostAt, lastPostOrgId, eq } = question
  const words = question.latest?.body ?? eq?.title ?? question.question
  const last = orgs[lastPostOrgId]
  return (
    <li className={classes.row} data-unread={unread > 0 || undefined}>
      <div className={classes.top}>
        <Link
          href={
            eq
              ? paths.eq(productId, id)
              : bomId
                ? paths.bomThread(productId, bomId, id)
                : specId
                  ? paths.specThread(productId, specId, id)
                  : paths.thread(productId, id)
          }
          className={classes.subject}
        >
          <span className={classes.code}>{productCode}</span> {eq && `${eq.code} · `}
          {subjectLabel}
        </Link>
        {ourTurn && <Mark tone="amber">{t('home.yourTurn')}</Mark>}
      </div>
      {words && (
        <p className={classes.words} lang={languageTags[readIn(format.locale, words).language]}>
          {format.text(words)}
        </p>
      )}
      <span className={classes.when}>
        {t('home.lastBy', {
          org: last ? format.org(last) : '',
          ago: now === null ? format.day(lastPostAt) : format.ago(lastPostAt, now),
        })}
      </span>
    </li>
  )
}
