'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { TextLink } from '@/app/_components/text-link'
import { Button } from '@/app/_components/ui/button'
import { Group } from '@/app/_components/ui/layout'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { useFields } from '@/app/_lib/use-fields'
import { useFormError } from '@/app/_lib/use-form-error'
import type { OauthProvider } from '@/server/platform/settings'
import { AuthCard } from './auth-card'
import { AuthForm } from './auth-form'
import { EmailField } from './email-field'
import { PasswordField } from './password-field'
import { ProviderButtons } from './provider-buttons'

type Props = {
  next: string
  providers: readonly OauthProvider[]
  /** A code of the `errors` namespace that a provider's answer came back with. */
  failure: 'people.providerFailed' | 'people.providerAccountTaken' | null
}

export function SignInForm({ next, providers, failure }: Props) {
  const { t } = useTranslation('people')
  const trpc = useTRPC()
  const form = useFields({ email: '', password: '' })
  const signIn = useMutation(trpc.people.signIn.mutationOptions({ onSuccess: () => window.location.assign(next) }))
  const { fields, rest } = useFormError(['email', 'password'])(
    signIn.error ?? (failure && { message: failure, data: { domain: { code: failure, params: {} } } }),
  )
  return (
    <AuthCard
      title={t('signIn.title')}
      foot={
        <>
          {t('signIn.noAccount')} <TextLink href={paths.signUp(next)}>{t('signIn.signUp')}</TextLink>
        </>
      }
    >
      <AuthForm error={rest} onSubmit={() => signIn.mutate(form.values)}>
        <EmailField error={fields['email']} {...form.text('email')} />
        <PasswordField error={fields['password']} {...form.text('password')} />
        <Button type="submit" loading={signIn.isPending || signIn.isSuccess}>
          {t('signIn.submit')}
        </Button>
        <Group justify="space-between" gap="xs">
          <TextLink href={paths.forgotPassword(next)}>{t('signIn.forgot')}</TextLink>
          <TextLink href={paths.signInLink(next)}>{t('signIn.byLink')}</TextLink>
        </Group>
      </AuthForm>
      <ProviderButtons providers={providers} next={next} />
    </AuthCard>
  )
}
