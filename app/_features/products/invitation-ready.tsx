'use client'
import { useClipboard } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { Group, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { BothTimes } from '@/app/_features/calendars/both-times'
import { paths } from '@/app/_lib/paths'
import type { Invited } from '@/server/domains/products/commands/invite-partner'

export type InvitationReadyProps = Readonly<{
  opened: boolean
  invited: Invited | null
  by: 'org' | 'email' | 'link'
  onClose: () => void
}>

const notes = { org: 'invite.doneOrg', email: 'invite.doneMail', link: 'invite.doneLink' } as const

/** The finished invitation. Its link is shown this once, because only its hash is kept. */
export function InvitationReady({ opened, invited, by, onClose }: InvitationReadyProps) {
  const { t } = useTranslation(['products', 'common'])
  const { copy, copied } = useClipboard({ timeout: 2_000 })
  const link = invited ? `${window.location.origin}${paths.partnerInvitation(invited.invitation)}` : ''
  return (
    <Dialog opened={opened} onClose={onClose} title={t('invite.doneTitle')}>
      <Stack>
        <Text>{t(notes[by])}</Text>
        {by !== 'org' && (
          <Group gap="xs" wrap="nowrap" align="end">
            <TextInput
              aria-label={t('common:actions.copyLink')}
              value={link}
              readOnly
              flex={1}
              onFocus={(event) => event.currentTarget.select()}
            />
            <Button variant="default" onClick={() => copy(link)}>
              {t(copied ? 'common:actions.copied' : 'common:actions.copyLink')}
            </Button>
          </Group>
        )}
        {invited && (
          <Text size="sm" c="dimmed" component="div">
            {t('invite.validUntil')} <BothTimes instant={invited.expires} />
          </Text>
        )}
        <Group>
          <Button onClick={onClose}>{t('invite.done')}</Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
