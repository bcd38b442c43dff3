'use client'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { TextInput } from '@/app/_components/ui/field'
import type { HonorificProps } from './honorific-opened'

const Suggestions = lazy(async () => ({ default: (await import('./honorific-opened')).HonorificOpened }))

/** How to be addressed. The server draws it; what suggests comes after the page. */
export function HonorificField(props: HonorificProps) {
  const { t } = useTranslation('people')
  const { value, error } = props
  return (
    <Suspense
      fallback={
        <TextInput
          label={t('profile.honorific')}
          description={t('profile.honorificHint')}
          value={value}
          error={error}
          readOnly
        />
      }
    >
      <Suggestions {...props} />
    </Suspense>
  )
}
