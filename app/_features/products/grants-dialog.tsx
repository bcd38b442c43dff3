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
import { useTRPC } from '@/app/_lib/trpc'
import type { PartyListItem } from '@/server/domains/products/queries/list-parties'
import { GrantsField } from './grants-field'
import { useRefreshed } from './use-refreshed'

type Props = { party: PartyListItem; name: string; opened: boolean; onClose: () => void }

/** Opens or closes parts of the product for one partner. */
export function GrantsDialog({ party, name, opened, onClose }: Props) {
  const { t } = useTranslation('products')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('partners.grantsTitle', { partner: name })}>
      <GrantsForm party={party} onClose={onClose} />
    </Dialog>
  )
}

function GrantsForm({ party, onClose }: Pick<Props, 'party' | 'onClose'>) {
  const { t } = useTranslation(['products', 'common'])
  const trpc = useTRPC()
  const refreshed = useRefreshed(onClose)
  const [{ partyId, version }] = useState({ partyId: party.id, version: party.version })
  const [grants, setGrants] = useState(party.grants)
  const update = useMutation(trpc.products.updateGrants.mutationOptions({ onSuccess: refreshed }))
  return (
    <Stack>
      <ErrorNotice error={update.error} />
      <GrantsField label={t('partners.sees')} value={grants} onChange={setGrants} />
      <Text size="sm" c="dimmed">
        {t('partners.grantsHint')}
      </Text>
      <DialogActions onClose={onClose}>
        <Button loading={update.isPending} onClick={() => update.mutate({ partyId, version, grants: [...grants] })}>
          {t('common:actions.save')}
        </Button>
      </DialogActions>
    </Stack>
  )
}
