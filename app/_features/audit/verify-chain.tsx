'use client'
import { useQuery } from '@tanstack/react-query'
import { IconCircleCheck, IconLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { Group } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useTRPC } from '@/app/_lib/trpc'

/** Recomputes the whole chain on request and says what came out. */
export function VerifyChain() {
  const { t } = useTranslation('audit')
  const trpc = useTRPC()
  const { data, error, isFetching, refetch } = useQuery(
    trpc.audit.verifyChain.queryOptions(undefined, { enabled: false }),
  )
  return (
    <Group gap="sm" aria-live="polite">
      <ErrorNotice error={error} />
      {data && data.brokenAt === null && (
        <Group gap={6}>
          <IconCircleCheck size={18} stroke={1.6} aria-hidden color="var(--mantine-primary-color-filled)" />
          <Text size="sm">{t('verified', { count: data.entries })}</Text>
          <Text size="xs" c="dimmed" className="mono" title={data.hash}>
            {data.hash.slice(0, 8)}
          </Text>
        </Group>
      )}
      {data && data.brokenAt !== null && (
        <Alert color="red" p="xs">
          {t('brokenAt', { seq: data.brokenAt })}
        </Alert>
      )}
      <Button
        variant="default"
        loading={isFetching}
        leftSection={<IconLink size={16} stroke={1.6} aria-hidden />}
        onClick={() => void refetch()}
      >
        {t('verify')}
      </Button>
    </Group>
  )
}
