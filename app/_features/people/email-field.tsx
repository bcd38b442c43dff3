'use client'
import { TextInput, type TextInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

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
