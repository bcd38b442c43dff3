'use client'
import { IconLink, IconMail } from '@tabler/icons-react'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { notify } from '@/app/_components/notify'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Row, Rows } from '@/app/_components/rows'
import { Button } from '@/app/_components/ui/button'
import { Badge } from '@/app/_components/ui/text'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { LinkReady } from './invite-panel'

/** Invitations nobody took up yet. Renewing one makes a new link and voids the old. */
export function InvitationsPanel() {
  const { t } = useTranslation(['orgs', 'common'])
  const trpc = useTRPC()
  const format = useFormat()
  const client = useQueryClient()
  const { data: invitations } = useSuspenseQuery(trpc.orgs.listInvitations.queryOptions())
  const refresh = () => client.invalidateQueries(trpc.orgs.listInvitations.queryFilter())
  const revoke = useMutation(
    trpc.orgs.revokeInvitation.mutationOptions({
      onSuccess: () => {
        notify({ message: t('orgs:invitations.revoked') })
        return refresh()
      },
    }),
  )
  const renew = useMutation(trpc.orgs.resendInvitation.mutationOptions({ onSuccess: refresh }))
  if (invitations.length === 0) return null
  const renewed = renew.isSuccess ? invitations.find(({ id }) => id === renew.variables.invitationId) : undefined
  return (
    <Panel flush title={t('orgs:invitations.title')}>
      <ErrorNotice error={revoke.error ?? renew.error} />
      {renew.isSuccess && renewed && renew.data.path !== null && (
        <LinkReady path={renew.data.path} expires={renew.data.expires} role={renewed.role} />
      )}
      <Rows>
        {invitations.map(({ id, email, role, standing, expires, inviter }) => {
          const Icon = email === null ? IconLink : IconMail
          const who = email ?? t('orgs:invitations.link')
          const facts = [
            t(`common:role.${role}`),
            t('orgs:invitations.by', { name: format.person(inviter) }),
            ...(standing === 'expired' ? [] : [t('orgs:invitations.expires', { date: format.day(expires) })]),
          ]
          return (
            <Row
              key={id}
              icon={<Icon size={18} stroke={1.6} aria-hidden />}
              main={
                <>
                  {who}
                  {standing === 'expired' && (
                    <Badge variant="light" tt="none" c="var(--amber)" bg="var(--amber-surface)">
                      {t('orgs:invitations.expired')}
                    </Badge>
                  )}
                </>
              }
              faint={facts.join(' · ')}
              side={
                <>
                  <Button
                    variant="default"
                    size="compact-md"
                    loading={renew.isPending && renew.variables.invitationId === id}
                    aria-label={
                      email === null ? t('orgs:invitations.renewLabel') : t('orgs:invitations.resendLabel', { who })
                    }
                    onClick={() => renew.mutate({ invitationId: id })}
                  >
                    {t(email === null ? 'orgs:invitations.renew' : 'orgs:invitations.resend')}
                  </Button>
                  <Button
                    variant="default"
                    size="compact-md"
                    loading={revoke.isPending && revoke.variables.invitationId === id}
                    aria-label={t('orgs:invitations.revokeLabel', { who })}
                    onClick={() => revoke.mutate({ invitationId: id })}
                  >
                    {t('orgs:invitations.revoke')}
                  </Button>
                </>
              }
            />
          )
        })}
      </Rows>
    </Panel>
  )
}
