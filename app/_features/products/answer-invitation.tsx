'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { Group } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { InvitationView } from '@/server/domains/products/queries/get-invitation'
import { SignUndertaking } from './sign-undertaking'
import classes from './invitation.module.css'

type Props = { invitation: string; view: InvitationView }

/** The answer, or the one step that is missing before there can be one. */
export function AnswerInvitation({ invitation, view }: Props) {
  const { t } = useTranslation('products')
  const here = paths.partnerInvitation(invitation)
  const addCompany = paths.welcome(here)
  switch (view.reader) {
    case 'ready':
      return <SignUndertaking invitation={invitation} view={view} />
    case 'signedOut':
      return (
        <Step text={t('invitation.signedOut')}>
          <Button component={Link} href={paths.signIn(here)}>
            {t('invitation.signIn')}
          </Button>
          <Button component={Link} href={paths.signUp(here)} variant="default">
            {t('invitation.signUp')}
          </Button>
        </Step>
      )
    case 'noOrg':
      return (
        <Step text={t('invitation.noOrg')}>
          <Button component={Link} href={addCompany}>
            {t('invitation.createOrg')}
          </Button>
        </Step>
      )
    case 'notManufacturer':
      return (
        <Step text={t('invitation.notManufacturer')}>
          <OwnManufacturers />
          <Button component={Link} href={addCompany} variant="default">
            {t('invitation.createOrg')}
          </Button>
        </Step>
      )
    case 'otherAddress':
      return <Step text={t('invitation.otherAddress', { email: view.addressedTo ?? '' })} />
    case 'noRight':
      return <Step text={t('invitation.noRight')} />
  }
}

function Step({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <Panel>
      <div className={classes.answer}>
        <span>{text}</span>
        {children && <Group>{children}</Group>}
      </div>
    </Panel>
  )
}

/** Whoever belongs to a manufacturer as well goes on for it with one click. */
function OwnManufacturers() {
  const trpc = useTRPC()
  const format = useFormat()
  const { data = [] } = useQuery(trpc.orgs.mine.queryOptions())
  // A full load: nothing of one organisation may linger in memory under another.
  const change = useMutation(trpc.orgs.switch.mutationOptions({ onSuccess: () => window.location.reload() }))
  return (
    <>
      <ErrorNotice error={change.error} />
      {data
        .filter(({ kind }) => kind === 'manufacturer')
        .map((org) => (
          <Button key={org.id} loading={change.isPending} onClick={() => change.mutate({ orgId: org.id })}>
            {format.org(org)}
          </Button>
        ))}
    </>
  )
}
