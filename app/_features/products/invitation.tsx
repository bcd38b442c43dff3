'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { Group } from '@/app/_components/ui/layout'
import { SegmentedControl } from '@/app/_components/ui/segmented-control'
import { Text, Title } from '@/app/_components/ui/text'
import { BothTimes } from '@/app/_features/calendars/both-times'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { languageTags } from '@/locales/config'
import type { Language } from '@/server/kernel/bilingual'
import type { InvitationView } from '@/server/domains/products/queries/get-invitation'
import { AnswerInvitation } from './answer-invitation'
import { GrantList } from './grants'
import { NdaText } from './nda-text'
import classes from './invitation.module.css'

type Props = { invitation: string; first: InvitationView; locale: Language }

/** An invitation to a product: who, what they offer, the undertaking in either language, and the answer. */
export function Invitation({ invitation, first, locale }: Props) {
  const { t } = useTranslation(['products', 'common'])
  const trpc = useTRPC()
  const format = useFormat()
  const [chosen, setChosen] = useState<Language | null>(null)
  const language = chosen ?? format.locale
  const { data: view = first, error } = useQuery(
    trpc.products.getInvitation.queryOptions(
      { invitation, language },
      { placeholderData: keepPreviousData, ...(language === locale && chosen === null ? { initialData: first } : {}) },
    ),
  )
  const brand = format.org(view.brand)
  if (view.standing !== 'open') return <Closed view={view} brand={brand} />
  return (
    <div className={classes.page} data-wide>
      <header className={classes.head}>
        <Title order={1}>{t('invitation.title', { brand })}</Title>
        {view.inviter && <Text c="dimmed">{t('invitation.from', { inviter: format.person(view.inviter) })}</Text>}
        {view.expires && (
          <Text size="sm" c="dimmed" component="div">
            {t('invitation.until')}{' '}
            <BothTimes instant={view.expires} zones={[view.org?.timeZone ?? 'Asia/Shanghai', view.brand.timeZone]} />
          </Text>
        )}
      </header>
      <ErrorNotice error={error} />
      {view.message && (
        <Panel title={t('invitation.message')}>
          <p className={classes.message}>{format.text(view.message)}</p>
        </Panel>
      )}
      <Panel title={t('invitation.offers')}>
        {view.grants.length === 0 ? (
          <Text c="dimmed">{t('invitation.offersNothing')}</Text>
        ) : (
          <GrantList grants={view.grants} />
        )}
        <Text size="sm" c="dimmed" mt="sm">
          {t('invitation.secret')}
        </Text>
      </Panel>
      <Panel
        title={t('invitation.undertaking')}
        actions={
          <SegmentedControl
            size="xs"
            aria-label={t('invitation.readIn')}
            value={language}
            onChange={(value) => setChosen(value === 'zh' ? 'zh' : 'en')}
            data={[
              { value: 'zh', label: t('common:language.zh') },
              { value: 'en', label: t('common:language.en') },
            ]}
          />
        }
      >
        <section
          className={classes.scroll}
          // A text that scrolls has to be reachable by keyboard.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          aria-label={t('invitation.undertaking')}
          lang={languageTags[view.nda.language]}
        >
          <NdaText text={view.nda.text} />
        </section>
        <Text size="sm" c="dimmed" mt="sm">
          {t('invitation.prevails')}
        </Text>
      </Panel>
      <AnswerInvitation invitation={invitation} view={view} />
    </div>
  )
}

/** Answered or expired: what became of it and the way on. */
function Closed({ view: { standing, productId }, brand }: { view: InvitationView; brand: string }) {
  const { t } = useTranslation('products')
  if (standing === 'accepted') {
    return (
      <EmptyState
        title={t('invitation.accepted')}
        action={
          productId && (
            <Button component={Link} href={paths.product(productId)}>
              {t('invitation.openProduct')}
            </Button>
          )
        }
      >
        {t('invitation.acceptedBody')}
      </EmptyState>
    )
  }
  return (
    <EmptyState title={t(standing === 'expired' ? 'invitation.expired' : 'invitation.declined')}>
      <Group justify="center">
        {t(standing === 'expired' ? 'invitation.expiredBody' : 'invitation.declinedBody', { brand })}
      </Group>
    </EmptyState>
  )
}
