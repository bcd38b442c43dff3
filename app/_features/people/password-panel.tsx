'use client'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notify } from '@/app/_components/notify'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { Group, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { useFields } from '@/app/_lib/use-fields'
import { useFormError } from '@/app/_lib/use-form-error'
import { PasswordField } from './password-field'

const empty = { current: '', next: '' }

/** Changes the password, or sets the first one of somebody who came by link or provider. */
export function PasswordPanel() {
  const { t } = useTranslation(['people', 'common'])
  const trpc = useTRPC()
  const format = useFormat()
  const client = useQueryClient()
  const { data: profile } = useSuspenseQuery(trpc.people.getProfile.queryOptions())
  const [open, setOpen] = useState(false)
  const form = useFields(empty)
  const change = useMutation(
    trpc.people.changePassword.mutationOptions({
      onSuccess: async ({ endedSessions }) => {
        notify({
          title: t('people:security.saved'),
          message: t('people:security.ended', { count: endedSessions }),
        })
        form.replace(empty)
        setOpen(false)
        await client.invalidateQueries(trpc.people.pathFilter())
      },
    }),
  )
  const codes = { 'people.passwordWrong': 'current', 'people.password': 'next' }
  const { fields, rest } = useFormError(['current', 'next'], codes)(change.error)
  const { hasPassword, passwordChangedAt } = profile
  return (
    <Panel
      title={t('people:security.password')}
      actions={
        !open && (
          <Button variant="default" size="compact-md" onClick={() => setOpen(true)}>
            {t(hasPassword ? 'people:security.change' : 'people:security.set')}
          </Button>
        )
      }
    >
      {open ? (
        <Form
          method="post"
          onSubmit={(event) => {
            event.preventDefault()
            change.mutate({ current: hasPassword ? form.values.current : null, next: form.values.next })
          }}
        >
          <Stack gap="md" maw={400}>
            <ErrorNotice error={rest} />
            <input type="hidden" name="username" autoComplete="username" value={profile.email} readOnly />
            {hasPassword && (
              <PasswordField label={t('people:password.current')} error={fields['current']} {...form.text('current')} />
            )}
            <PasswordField fresh error={fields['next']} {...form.text('next')} />
            <Group gap="sm">
              <Button type="submit" loading={change.isPending}>
                {t('people:security.submit')}
              </Button>
              <Button variant="subtle" color="gray" onClick={() => setOpen(false)}>
                {t('common:actions.cancel')}
              </Button>
            </Group>
          </Stack>
        </Form>
      ) : (
        <Text c="dimmed">
          {hasPassword && passwordChangedAt
            ? t('people:security.changed', { date: format.moment(passwordChangedAt) })
            : t(hasPassword ? 'people:password.label' : 'people:security.neverSet')}
        </Text>
      )}
    </Panel>
  )
}
