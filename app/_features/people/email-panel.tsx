'use client'
import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Panel } from '@/app/_components/panel'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { Group, Stack } from '@/app/_components/ui/layout'
import { Badge, Text } from '@/app/_components/ui/text'
import { useTRPC } from '@/app/_lib/trpc'
import { useFields } from '@/app/_lib/use-fields'
import { useFormError } from '@/app/_lib/use-form-error'

/** The person's address, whether it is proven, and how to get another. */
export function EmailPanel() {
  const { t } = useTranslation('people')
  const trpc = useTRPC()
  const { data: profile } = useSuspenseQuery(trpc.people.getProfile.queryOptions())
  const { email, hasEmail } = profile
  const verified = profile.emailVerified !== null
  const [changing, setChanging] = useState(false)
  const form = useFields({ email: '' })
  const ask = useMutation(trpc.people.requestEmailConfirmation.mutationOptions({ onSuccess: () => setChanging(false) }))
  const { fields, rest } = useFormError(['email'])(ask.error)
  return (
    <Panel title={t('email.title')}>
      <Stack gap="sm" maw={520}>
        <Group gap="sm">
          {hasEmail && <Text style={{ overflowWrap: 'anywhere' }}>{email}</Text>}
          <Badge variant="light" tt="none" {...(verified ? {} : { c: 'var(--amber)', bg: 'var(--amber-surface)' })}>
            {t(hasEmail ? (verified ? 'email.verified' : 'email.unverified') : 'email.none')}
          </Badge>
        </Group>
        {!verified && (
          <Text size="sm" c="dimmed">
            {t(hasEmail ? 'email.unverifiedHint' : 'email.noneHint')}
          </Text>
        )}
        <ErrorNotice error={rest} />
        {ask.isSuccess && (
          <Alert variant="light" aria-live="polite">
            {t('email.sent', { email: ask.variables.email ?? email })}
          </Alert>
        )}
        {changing ? (
          <Form
            method="post"
            onSubmit={(event) => {
              event.preventDefault()
              ask.mutate(form.values)
            }}
          >
            <Group align="flex-end" gap="sm">
              <TextInput
                label={t('email.new')}
                type="email"
                autoComplete="email"
                required
                withAsterisk={false}
                flex={1}
                miw={220}
                error={fields['email']}
                {...form.text('email')}
              />
              <Button type="submit" loading={ask.isPending}>
                {t('email.send')}
              </Button>
            </Group>
          </Form>
        ) : (
          <Group gap="sm">
            {hasEmail && !verified && (
              <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate({})}>
                {t('email.confirm')}
              </Button>
            )}
            <Button variant="default" onClick={() => setChanging(true)}>
              {t('email.change')}
            </Button>
          </Group>
        )}
      </Stack>
    </Panel>
  )
}
