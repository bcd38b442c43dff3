'use client'
import { useTranslation } from 'react-i18next'
import { PasswordInput, type PasswordInputProps } from '@/app/_components/ui/password-input'
import { passwordLength } from '@/server/domains/people/rules/passwords'

/** A password, typed; `fresh` for one that is being chosen, which tells the policy before anything is sent. */
export function PasswordField({ fresh = false, ...props }: PasswordInputProps & { fresh?: boolean }) {
  const { t } = useTranslation('people')
  return (
    <PasswordInput
      label={t(fresh ? 'password.new' : 'password.label')}
      description={fresh ? t('password.hint', { min: passwordLength.min }) : undefined}
      autoComplete={fresh ? 'new-password' : 'current-password'}
      toggleLabel={t('password.show')}
      // The server judges the password; the browser only holds back what is too long to send.
      maxLength={passwordLength.max}
      required
      withAsterisk={false}
      {...props}
    />
  )
}
