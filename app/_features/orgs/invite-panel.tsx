'use client'
import { useClipboard } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Panel } from '@/app/_components/panel'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Group, Stack } from '@/app/_components/ui/layout'
import { SegmentedControl } from '@/app/_components/ui/segmented-control'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { useFields } from '@/app/_lib/use-fields'
import { useFormError } from '@/app/_lib/use-form-error'
import { memberRoles, type MemberRole } from '@/server/kernel/actor'

const isRole = (text: string): text is MemberRole => memberRoles.some((role) => role === text)

/** Invites a colleague by mail or by a link to pass on. */
export function InvitePanel({ assignable }: { assignable: readonly MemberRole[] }) {
  const { t } = useTranslation(['orgs', 'common'])
  const trpc = useTRPC()
  const client = useQueryClient()
  const [way, setWay] = useState<'email' | 'link'>('email')
  const [role, setRole] = useState<MemberRole>('engineer')
  const form = useFields({ email: '' })
  const invite = useMutation(
    trpc.orgs.inviteMember.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.orgs.listInvitations.queryFilter()),
    }),
  )
  const { fields, rest } = useFormError(['email'])(invite.error)
  const choose = (value: string) => {
    setWay(value === 'link' ? 'link' : 'email')
    invite.reset()
  }
  return (
    <Panel title={t('orgs:invite.title')}>
      <Form
        method="post"
        onSubmit={(event) => {
          event.preventDefault()
          invite.mutate({ role, email: way === 'email' ? form.values.email : null })
        }}
      >
        <Stack gap="sm">
          <SegmentedControl
            aria-label={t('orgs:invite.how')}
            value={way}
            onChange={choose}
            data={[
              { value: 'email', label: t('orgs:invite.byEmail') },
              { value: 'link', label: t('orgs:invite.byLink') },
            ]}
            style={{ alignSelf: 'start' }}
          />
          <ErrorNotice error={rest} />
          <Group align="flex-end" gap="sm">
            {way === 'email' && (
              <TextInput
                label={t('orgs:invite.email')}
                type="email"
                autoComplete="off"
                required
                withAsterisk={false}
                flex="2 1 240px"
                error={fields['email']}
                {...form.text('email')}
              />
            )}
            <NativeSelect
              label={t('orgs:invite.role')}
              data={assignable.map((each) => ({ value: each, label: t(`common:role.${each}`) }))}
              value={role}
              onChange={({ currentTarget: { value } }) => isRole(value) && setRole(value)}
              flex="1 1 160px"
              maw={260}
            />
            <Button type="submit" loading={invite.isPending}>
              {t(way === 'email' ? 'orgs:invite.send' : 'orgs:invite.make')}
            </Button>
          </Group>
          {invite.isSuccess && way === 'email' && (
            <Alert variant="light" aria-live="polite">
              {t('orgs:invite.sent', { email: invite.variables.email ?? '' })}
            </Alert>
          )}
          {invite.isSuccess && way === 'link' && invite.data.path !== null && (
            <LinkReady path={invite.data.path} expires={invite.data.expires} role={invite.variables.role} />
          )}
        </Stack>
      </Form>
    </Panel>
  )
}

/** A link, shown this once: what is stored cannot show it again. */
export function LinkReady({ path, expires, role }: { path: string; expires: Date; role: MemberRole }) {
  const { t } = useTranslation(['orgs', 'common'])
  const format = useFormat()
  const link = `${window.location.origin}${path}`
  const clipboard = useClipboard()
  return (
    <Alert variant="light" aria-live="polite">
      <Stack gap="xs">
        {t('orgs:invite.linkReady', { role: t(`common:role.${role}`), date: format.day(expires) })}
        <Group gap="xs" wrap="nowrap">
          <TextInput
            flex={1}
            readOnly
            aria-label={t('orgs:invite.linkLabel')}
            value={link}
            classNames={{ input: 'mono' }}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
          <Button variant="default" onClick={() => clipboard.copy(link)}>
            {t(clipboard.copied ? 'common:actions.copied' : 'common:actions.copy')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}
