'use client'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '@/app/_lib/errors'
import { Alert } from './ui/alert'
import { Button } from './ui/button'
import { Group } from './ui/layout'

/** What went wrong, in one sentence, with a way on where there is one. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  if (!error) return null
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle size={18} stroke={1.6} />} p="sm">
      <Group justify="space-between" gap="sm">
        <span>{errorText(error)}</span>
        {onRetry && (
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            {t('actions.retry')}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
