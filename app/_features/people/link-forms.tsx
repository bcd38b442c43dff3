'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { useFields } from '@/app/_lib/use-fields'
import { useFormError } from '@/app/_lib/use-form-error'
import { AuthCard } from './auth-card'
import { AuthForm } from './auth-form'
import { PasswordField } from './password-field'

/** `next` is where the person was going when they asked for the link. */
type Props = { token: string; email: string; next: string }
const leaveTo = (path: string) => window.location.assign(path)

/** The button behind a sign-in link. Opening the page changes nothing: programs that check mails open links too. */
export function MagicLinkForm({ token, email, next }: Props) {
  const { t } = useTranslation('people')
  const signIn = useMutation(useTRPC().people.signInWithLink.mutationOptions({ onSuccess: () => leaveTo(next) }))
  return (
    <AuthCard title={t('magic.title')} hint={t('magic.hint', { email })}>
      <ErrorNotice error={signIn.error} />
      <Button loading={signIn.isPending || signIn.isSuccess} onClick={() => signIn.mutate({ token })}>
        {t('magic.submit')}
      </Button>
    </AuthCard>
  )
}

/** The button behind a sign-up's link; another browser repeats the password, so that nobody confirms for a stranger. */
export function ConfirmSignUpForm({ token, email, next, passwordNeeded }: Props & { passwordNeeded: boolean }) {
  const { t } = useTranslation('people')
  const form = useFields({ password: '' })
  const confirm = useMutation(useTRPC().people.confirmSignUp.mutationOptions({ onSuccess: () => leaveTo(next) }))
  const { fields, rest } = useFormError(['password'], { 'people.password': 'password' })(confirm.error)
  return (
    <AuthCard title={t('confirm.title')} hint={t(passwordNeeded ? 'confirm.otherBrowser' : 'confirm.hint', { email })}>
      <AuthForm error={rest} onSubmit={() => confirm.mutate({ token, password: form.values.password || null })}>
        {passwordNeeded && <PasswordField error={fields['password']} {...form.text('password')} />}
        <Button type="submit" loading={confirm.isPending || confirm.isSuccess}>
          {t('confirm.submit')}
        </Button>
      </AuthForm>
    </AuthCard>
  )
}

/** A new password for whoever holds the link. */
export function ResetPasswordForm({ token, email, next }: Props) {
  const { t } = useTranslation('people')
  const form = useFields({ password: '' })
  const reset = useMutation(useTRPC().people.resetPassword.mutationOptions({ onSuccess: () => leaveTo(next) }))
  const { fields, rest } = useFormError(['password'], { 'people.password': 'password' })(reset.error)
  return (
    <AuthCard title={t('reset.title')} hint={t('reset.hint', { email })}>
      <AuthForm error={rest} onSubmit={() => reset.mutate({ token, password: form.values.password })}>
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordField fresh error={fields['password']} {...form.text('password')} />
        <Button type="submit" loading={reset.isPending || reset.isSuccess}>
          {t('reset.submit')}
        </Button>
      </AuthForm>
    </AuthCard>
  )
}

/** Confirms an address for the account that is signed in. */
export function VerifyEmailForm({ token, email }: Omit<Props, 'next'>) {
  const { t } = useTranslation('people')
  const verify = useMutation(
    useTRPC().people.verifyEmail.mutationOptions({ onSuccess: () => leaveTo(paths.settings.profile()) }),
  )
  return (
    <AuthCard title={t('verify.title')} hint={t('verify.hint', { email })}>
      <ErrorNotice error={verify.error} />
      <Button loading={verify.isPending || verify.isSuccess} onClick={() => verify.mutate({ token })}>
        {t('verify.submit')}
      </Button>
    </AuthCard>
  )
}
