'use client'
import { useTranslation } from 'react-i18next'
import { TextInput, type TextInputProps } from '@/app/_components/ui/field'

/** The address of an account, as browsers and password managers know to fill it in. */
export function EmailField(props: TextInputProps) {
  const { t } = useTranslation('people')
  return (
    <TextInput
      label={t('signIn.email')}
      type="email"
      autoComplete="username"
      required
      withAsterisk={false}
      {...props}
    />
  )
}
