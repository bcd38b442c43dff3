'use client'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { useFormat } from '@/app/_lib/format'
import type { RedlineView } from '@/server/domains/specs/queries/redlines'
import { historyOf, sayValue } from './history'
import classes from './redlines.module.css'

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)

/** Who put what and why, round by round, and how it ended. */
export function RedlineHistory({ redline }: { redline: RedlineView }) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  return (
    <ol className={classes.history} aria-label={t('redline.history')}>
      {historyOf(redline).map(({ kind, by, at, change, reason }) => {
        const person = by ? format.person(by) : t('redline.someone')
        const say = (value: string) =>
          change === null ? '' : short(sayValue(change.field, value, redline.unit)) || t('redline.nothing')
        return (
          <li key={`${kind} ${at.toISOString()}`} className={classes.move} data-kind={kind}>
            <span>
              {kind === 'proposed' && change !== null
                ? t('redline.proposed', {
                    person,
                    change: t('redline.to', { from: say(change.from), to: say(change.to) }),
                  })
                : kind === 'countered' && change !== null
                  ? t('redline.countered', { person, change: say(change.to) })
                  : kind === 'accepted'
                    ? t('redline.acceptedBy', { person })
                    : kind === 'declined'
                      ? t('redline.declinedBy', { person })
                      : t('redline.withdrawnBy', { person })}
              <time className={classes.when} dateTime={at.toISOString()}>
                {format.moment(at)}
              </time>
            </span>
            {reason !== null && (
              <span className={classes.reason}>
                <BilingualWords text={reason} both />
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
