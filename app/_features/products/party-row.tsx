'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionMenu } from '@/app/_components/action-menu'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { ActionIcon } from '@/app/_components/ui/button'
import { BothTimes } from '@/app/_features/calendars/both-times'
import { PlaceClock } from '@/app/_features/calendars/place-clock'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { ProductDetails } from '@/server/domains/products/queries/get-product'
import type { PartyListItem } from '@/server/domains/products/queries/list-parties'
import { GrantLine } from './grants'
import type { InvitationReadyProps } from './invitation-ready'
import { Mark, type Tone } from './mark'
import { SignedRecords } from './signed-records'
import classes from './partners.module.css'

const tones = {
  open: 'amber',
  expired: 'plain',
  accepted: 'good',
  declined: 'plain',
  revoked: 'plain',
} as const satisfies Record<PartyListItem['standing'], Tone>
type DialogProps = { party: PartyListItem; name: string; opened: boolean; onClose: () => void }
const GrantsDialog = onFirstUse<DialogProps>(() => import('./grants-dialog').then((module) => module.GrantsDialog))
const RevokeDialog = onFirstUse<DialogProps>(() => import('./revoke-dialog').then((module) => module.RevokeDialog))
const InvitationReady = onFirstUse<InvitationReadyProps>(() =>
  import('./invitation-ready').then((module) => module.InvitationReady),
)

type Dialog = 'grants' | 'revoke' | null

/** One partner: who, where it stands, what it may see, what it signed, and what the brand can do about it. */
export function PartyRow({ party, product }: { party: PartyListItem; product: ProductDetails }) {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const format = useFormat()
  const [dialog, setDialog] = useState<Dialog>(null)
  const renew = useMutation(
    trpc.products.renewInvitation.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.products.pathKey() }),
    }),
  )
  const { standing, org } = party
  const name = org ? format.org(org) : (party.invitedEmail ?? t('partners.byLink'))
  const live = standing === 'accepted' || standing === 'open' || standing === 'expired'
  const mayChange = product.may.managePartners && product.archivedAt === null
  const close = () => setDialog(null)
  return (
    <li className={classes.row} data-ended={live ? undefined : true}>
      <div className={classes.cell}>
        <h2 className={classes.name}>{name}</h2>
        {org && (
          <span className={classes.faint}>
            <PlaceClock timeZone={org.timeZone} own={format.timeZone} />
          </span>
        )}
        {party.message && <p className={classes.quote}>{format.text(party.message)}</p>}
      </div>
      <div className={classes.cell}>
        <span>
          <Mark tone={tones[standing]}>{t(`standing.${standing}`)}</Mark>
        </span>
        <Since party={party} zones={[product.brand.timeZone, ...(org ? [org.timeZone] : [])]} />
      </div>
      <div className={classes.cell}>
        <span className={classes.label}>{t(live ? 'partners.sees' : 'partners.saw')}</span>
        <GrantLine grants={party.grants} />
        {standing === 'accepted' || party.ndas.length > 0 ? <SignedRecords ndas={party.ndas} /> : null}
      </div>
      {(mayChange || (product.may.managePartners && live)) && (
        <div className={classes.menu}>
          <ActionMenu
            trigger={
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t('partners.more', { partner: name })}
                loading={renew.isPending}
              >
                <IconDots size={18} stroke={1.6} />
              </ActionIcon>
            }
            entries={[
              ...(mayChange && live ? [{ label: t('partners.changeGrants'), onClick: () => setDialog('grants') }] : []),
              ...(mayChange && standing !== 'accepted'
                ? [
                    {
                      label: t(live ? 'partners.renew' : 'partners.inviteAgain'),
                      onClick: () => renew.mutate({ partyId: party.id, version: party.version }),
                    },
                  ]
                : []),
              ...(live
                ? [
                    {
                      label: t(standing === 'accepted' ? 'partners.revoke' : 'partners.withdraw'),
                      color: 'red',
                      onClick: () => setDialog('revoke'),
                    },
                  ]
                : []),
            ]}
          />
        </div>
      )}
      <ErrorNotice error={renew.error} />
      <GrantsDialog party={party} name={name} opened={dialog === 'grants'} onClose={close} />
      <RevokeDialog party={party} name={name} opened={dialog === 'revoke'} onClose={close} />
      <InvitationReady
        opened={renew.isSuccess}
        invited={renew.data ?? null}
        by={org ? 'org' : party.invitedEmail ? 'email' : 'link'}
        onClose={() => renew.reset()}
      />
    </li>
  )
}

function Since({ party, zones }: { party: PartyListItem; zones: readonly string[] }) {
  const { t } = useTranslation('products')
  const format = useFormat()
  const { standing, expires, acceptedAt, revokedAt } = party
  if ((standing === 'open' || standing === 'expired') && expires) {
    return (
      <span className={classes.faint}>
        {t(standing === 'open' ? 'partners.until' : 'partners.expiredOn')} <BothTimes instant={expires} zones={zones} />
      </span>
    )
  }
  if (standing === 'accepted' && acceptedAt) {
    return <span className={classes.faint}>{t('partners.since', { day: format.day(acceptedAt) })}</span>
  }
  if (standing === 'revoked' && revokedAt) {
    return <span className={classes.faint}>{t('partners.endedOn', { day: format.day(revokedAt) })}</span>
  }
  return null
}
