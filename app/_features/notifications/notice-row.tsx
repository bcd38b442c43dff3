'use client'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { useMinute } from '@/app/_components/shore-clocks'
import { useFormat } from '@/app/_lib/format'
import { languageTags } from '@/locales/config'
import { shoreLine } from '@/server/domains/calendars/rules/wording'
import { deadlineIn, isNotificationKind } from '@/server/domains/notifications/rules'
import { readIn } from '@/server/kernel/bilingual'
import type { Notice } from './types'
import classes from './notice-row.module.css'

/** One notice: what happened, the words, when. Opening it is reading it. */
export function NoticeRow({ notice, onOpen }: { notice: Notice; onOpen: (notice: Notice) => void }) {
  const { t } = useTranslation(['notifications', 'calendars'])
  const format = useFormat()
  const now = useMinute()
  if (!isNotificationKind(notice.kind)) return null
  const actor = notice.actor ? format.person(notice.actor) : ''
  const org = notice.org ? format.org(notice.org) : ''
  const words = notice.body ? readIn(format.locale, notice.body) : null
  const { product } = notice.params
  const deadline = deadlineIn(notice.kind, notice.params)
  return (
    <Link
      href={notice.path}
      className={classes.row}
      data-unread={notice.readAt === null || undefined}
      onClick={() => onOpen(notice)}
    >
      <span className={classes.dot} aria-hidden />
      <span className={classes.words}>
        <span className={classes.sentence}>
          {notice.readAt === null && <span className={classes.hidden}>{t('notifications:inbox.new')} </span>}
          {t(`notifications:sentences.${notice.kind}`, { ...notice.params, actor, org })}
        </span>
        {deadline && (
          <span className={classes.deadline}>
            {t('notifications:deadline', {
              when: shoreLine(deadline.at, [format.timeZone, ...deadline.zones], format.locale, (name) =>
                t(`calendars:zone.${name}`),
              ),
            })}
          </span>
        )}
        {words && (
          <span className={classes.excerpt} lang={languageTags[words.language]}>
            {words.text}
          </span>
        )}
        <span className={classes.meta}>
          {product !== undefined && product !== '' && <span>{product}</span>}
          <time
            dateTime={notice.createdAt.toISOString()}
            title={format.moment(notice.createdAt)}
            suppressHydrationWarning
          >
            {now ? format.ago(notice.createdAt, now) : format.moment(notice.createdAt)}
          </time>
        </span>
      </span>
    </Link>
  )
}
