'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { TextLink } from '@/app/_components/text-link'
import { Button } from '@/app/_components/ui/button'
import { useLocale } from '@/app/_lib/i18n'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { useFields } from '@/app/_lib/use-fields'
import { useFormError } from '@/app/_lib/use-form-error'
import { AuthCard } from './auth-card'
import { AuthForm } from './auth-form'
import { useBrowserZone } from './browser-zone'
import { NameFields } from './name-fields'
import { EmailField } from './email-field'
import { PasswordField } from './password-field'
import { SentNotice } from './sent-notice'

/** An invitation the person came with: they join as soon as they are signed up. */
export type Joining = Readonly<{ token: string; org: string; email: string | null }>
type Props = { next: string; keepsMail: boolean; joining?: Joining | null }

const shown = ['email', 'password', 'name', 'familyNameZh', 'givenNameZh', 'familyNameEn', 'givenNameEn'].flatMap(
  (name) => [name, `person.${name}`],
)

export function SignUpForm({ next, keepsMail, joining = null }: Props) {
  const { t } = useTranslation('people')
  const trpc = useTRPC()
  const locale = useLocale()
  const timeZone = useBrowserZone()
  const form = useFields({
    email: joining?.email ?? '',
    password: '',
    familyNameZh: '',
    givenNameZh: '',
    familyNameEn: '',
    givenNameEn: '',
  })
  const signUp = useMutation(trpc.people.signUp.mutationOptions())
  const join = useMutation(
    trpc.orgs.joinAsNewPerson.mutationOptions({ onSuccess: () => window.location.assign(paths.home()) }),
  )
  const { fields, rest } = useFormError(shown, { 'people.password': 'password' })(signUp.error ?? join.error)
  const errorOf = (name: string) => fields[name] ?? fields[`person.${name}`]
  if (signUp.isSuccess) {
    return (
      <SentNotice kind="signUp" email={form.values.email} keepsMail={keepsMail} next={next} onAgain={signUp.reset} />
    )
  }
  const submit = () => {
    const person = { ...form.values, locale, timeZone }
    if (joining) join.mutate({ token: joining.token, person })
    else signUp.mutate({ ...person, next })
  }
  return (
    <AuthCard
      title={t('signUp.title')}
      hint={joining ? t('signUp.joining', { org: joining.org }) : t('signUp.hint')}
      foot={
        <>
          {t('signUp.have')} <TextLink href={paths.signIn(next)}>{t('signUp.signIn')}</TextLink>
        </>
      }
    >
      <AuthForm error={rest} onSubmit={submit}>
        <NameFields text={form.text} error={errorOf('name')} />
        <EmailField readOnly={Boolean(joining?.email)} error={errorOf('email')} {...form.text('email')} />
        <PasswordField fresh label={t('password.label')} error={errorOf('password')} {...form.text('password')} />
        <Button type="submit" loading={signUp.isPending || join.isPending || join.isSuccess}>
          {t(joining ? 'signUp.submitJoin' : 'signUp.submit')}
        </Button>
      </AuthForm>
    </AuthCard>
  )
}
