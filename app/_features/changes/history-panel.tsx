'use client'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { Panel } from '@/app/_components/panel'
import { useFormat } from '@/app/_lib/format'
import type { ChangeView } from '@/server/domains/changes/queries/get-change'
import classes from './view.module.css'

/** When it went on, and by whom; every step in detail is in the log of both organisations. */
export function HistoryPanel({ change }: { change: ChangeView }) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  const steps = [
    { at: change.createdAt, what: t('history.raised'), by: change.raisedBy, note: null },
    { at: change.approvedAt, what: t('history.approved'), by: null, note: null },
    { at: change.implementedAt, what: t('history.implemented'), by: null, note: null },
    ...change.signatures
      .filter(({ purpose }) => purpose === 'verify')
      .map(({ signedAt, side, by, note }) => ({
        ...{ at: signedAt, by, note },
        what: t('history.verified', { side: t(`side.${side}`) }),
      })),
    { at: change.closedAt, what: t('history.closed'), by: null, note: null },
  ]
  return (
    <Panel title={t('history.title')}>
      <ul className={classes.list}>
        {steps.flatMap(({ at, what, by, note }) =>
          at === null
            ? []
            : [
                <li key={`${what} ${at.toISOString()}`}>
                  <span className={classes.strong}>{what}</span>{' '}
                  <span className={classes.faint}>
                    {format.moment(at)}
                    {by && ` · ${format.person(by)}`}
                  </span>{' '}
                  {note && <BilingualWords text={note} />}
                </li>,
              ],
        )}
      </ul>
    </Panel>
  )
}
