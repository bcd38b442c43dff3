'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { Textarea } from '@/app/_components/ui/textarea'
import { useTRPC } from '@/app/_lib/trpc'
import type { PartyListItem } from '@/server/domains/products/queries/list-parties'
import { useRefreshed } from './use-refreshed'

type Props = { party: PartyListItem; name: string; opened: boolean; onClose: () => void }

/** Asks once, says what happens, and ends a partner's access or an invitation. */
export function RevokeDialog({ party, name, opened, onClose }: Props) {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const refreshed = useRefreshed(onClose)
  const [reason, setReason] = useState('')
  const revoke = useMutation(trpc.products.revokePartner.mutationOptions({ onSuccess: refreshed }))
  const active = party.standing === 'accepted'
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={active ? t('partners.revokeTitle', { partner: name }) : t('partners.withdrawTitle')}
    >
      <Stack>
        <ErrorNotice error={revoke.error} />
        <Text>{t(active ? 'partners.revokeBody' : 'partners.withdrawBody')}</Text>
        {active && (
          <Textarea
            label={t('partners.reason')}
            description={t('partners.reasonHint')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
            rows={2}
          />
        )}
        <DialogActions onClose={onClose}>
          <Button
            color="red"
            loading={revoke.isPending}
            onClick={() => revoke.mutate({ partyId: party.id, version: party.version, reason })}
          >
            {t(active ? 'partners.revoke' : 'partners.withdraw')}
          </Button>
        </DialogActions>
      </Stack>
    </Dialog>
  )
}
