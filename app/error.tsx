'use client'
import { useTranslation } from 'react-i18next'
import { EmptyState } from './_components/empty-state'
import { Button } from './_components/ui/button'

export default function Failed({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const { t } = useTranslation()
  return (
    <EmptyState title={t('failed.title')} action={<Button onClick={reset}>{t('actions.retry')}</Button>}>
      {t('failed.body', { id: error.digest ?? '-' })}
    </EmptyState>
  )
}
