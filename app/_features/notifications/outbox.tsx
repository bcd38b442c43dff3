'use client'
import { IconArrowLeft, IconExternalLink, IconMailOff } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { PageHeader } from '@/app/_components/page-header'
import { Button } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { languageTags } from '@/locales/config'
import type { KeptMail, OpenedMail } from './types'
import classes from './outbox.module.css'

type Props = Readonly<{ mails: readonly KeptMail[]; opened: OpenedMail | null }>

/** Mail that a portal without a mail server keeps: the list, and the one that is read. */
export function Outbox({ mails, opened }: Props) {
  const { t } = useTranslation('notifications')
  return (
    <div className={classes.page}>
      <PageHeader title={t('outbox.title')} hint={t('outbox.hint')} />
      <Mails mails={mails} opened={opened} />
    </div>
  )
}

function Mails({ mails, opened }: Props) {
  const { t } = useTranslation('notifications')
  const format = useFormat()
  if (mails.length === 0) {
    return (
      <EmptyState icon={<IconMailOff size={28} stroke={1.4} aria-hidden />} title={t('outbox.emptyTitle')}>
        {t('outbox.emptyBody')}
      </EmptyState>
    )
  }
  return (
    <div className={classes.panes} data-detail={opened !== null || undefined}>
      <nav className={classes.list} aria-label={t('outbox.title')}>
        {mails.map((mail) => (
          <Link
            key={mail.id}
            href={`${paths.outbox()}?mail=${mail.id}`}
            className={classes.row}
            aria-current={mail.id === opened?.id ? 'page' : undefined}
          >
            <span className={classes.subject} lang={languageTags[mail.locale]}>
              {mail.subject}
            </span>
            <span className={classes.meta}>
              <span className={classes.to}>{mail.to}</span>
              <time dateTime={mail.createdAt.toISOString()}>{format.moment(mail.createdAt)}</time>
            </span>
          </Link>
        ))}
      </nav>
      <article className={classes.mail}>
        {opened === null ? (
          <p className={classes.choose}>{t('outbox.choose')}</p>
        ) : (
          <>
            <Button
              component={Link}
              href={paths.outbox()}
              className={classes.back}
              size="compact-sm"
              variant="subtle"
              color="gray"
              leftSection={<IconArrowLeft size={15} aria-hidden />}
            >
              {t('outbox.back')}
            </Button>
            <h2 className={classes.title} lang={languageTags[opened.locale]}>
              {opened.subject}
            </h2>
            <p className={classes.meta}>
              {t('outbox.to')} {opened.to}
            </p>
            {opened.path !== null && (
              <Button
                component="a"
                href={opened.path}
                size="sm"
                leftSection={<IconExternalLink size={16} aria-hidden />}
              >
                {t('outbox.open')}
              </Button>
            )}
            <pre className={classes.text} lang={languageTags[opened.locale]}>
              {opened.text}
            </pre>
          </>
        )}
      </article>
    </div>
  )
}
