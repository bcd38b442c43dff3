'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { TextLink } from '@/app/_components/text-link'
import { Button } from '@/app/_components/ui/button'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { useFields } from '@/app/_lib/use-fields'
import { useFormError } from '@/app/_lib/use-form-error'
import { AuthCard } from './auth-card'
import { AuthForm } from './auth-form'
import { EmailField } from './email-field'
import { SentNotice } from './sent-notice'

type Props = { purpose: 'signIn' | 'passwordReset'; minutes: number; keepsMail: boolean; next: string }

/** Asks for a link by mail: to sign in, or to choose a new password. */
export function RequestLinkForm({ purpose, minutes, keepsMail, next }: Props) {
  const { t } = useTranslation('people')
  const trpc = useTRPC()
  const form = useFields({ email: '' })
  const signInLink = useMutation(trpc.people.requestSignInLink.mutationOptions())
  const reset = useMutation(trpc.people.requestPasswordReset.mutationOptions())
  const request = purpose === 'signIn' ? signInLink : reset
  const { fields, rest } = useFormError(['email'])(request.error)
  const words = purpose === 'signIn' ? 'link' : 'forgot'
  if (request.isSuccess) {
    return (
      <SentNotice
        kind={purpose}
        email={form.values.email}
        minutes={minutes}
        keepsMail={keepsMail}
        next={next}
        onAgain={request.reset}
      />
    )
  }
  return (
    <AuthCard
      title={t(`${words}.title`)}
      hint={t(`${words}.hint`)}
      foot={<TextLink href={paths.signIn(next)}>{t('link.back')}</TextLink>}
    >
      <AuthForm error={rest} onSubmit={() => request.mutate({ ...form.values, next })}>
        <EmailField error={fields['email']} {...form.text('email')} />
        <Button type="submit" loading={request.isPending}>
          {t(`${words}.submit`)}
        </Button>
      </AuthForm>
    </AuthCard>
  )
}
