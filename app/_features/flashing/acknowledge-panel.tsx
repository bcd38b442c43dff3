'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Panel } from '@/app/_components/panel'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { Group, Stack } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { FlashPackageView } from '@/server/domains/flashing/queries/get-package'
import { comparedDigits, hashDigits } from '@/server/domains/flashing/rules/judgement'

/** Whether the factory compared the hash before its line began; where it has not, the place to do so. */
export function AcknowledgePanel({ found }: { found: FlashPackageView }) {
  const { t } = useTranslation('flashing')
  const format = useFormat()
  const { acknowledgedAt, acknowledgedBy, standing } = found
  if (acknowledgedAt && acknowledgedBy)
    return (
      <Alert variant="light">
        {t('acknowledge.done', { name: format.person(acknowledgedBy), time: format.moment(acknowledgedAt) })}
      </Alert>
    )
  if (standing !== 'current') return null
  if (found.mayAcknowledge) return <Compare found={found} />
  return (
    <Alert color="yellow" variant="light">
      {t('acknowledge.waiting')}
    </Alert>
  )
}

function Compare({ found: { id: packageId, version, plan } }: { found: FlashPackageView }) {
  const { t } = useTranslation('flashing')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [hashStart, setHashStart] = useState('')
  const acknowledge = useMutation(
    trpc.flashing.acknowledgePackage.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: trpc.flashing.pathKey() }),
    }),
  )
  return (
    <Panel title={t('acknowledge.title')}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          acknowledge.mutate({ packageId, version, hashStart })
        }}
      >
        <Stack gap="sm">
          <p style={{ margin: 0 }}>{t('acknowledge.body', { name: plan.expected.name })}</p>
          <ErrorNotice error={acknowledge.error} />
          <Group align="flex-end" gap="sm">
            <TextInput
              label={t('acknowledge.label')}
              value={hashStart}
              autoComplete="off"
              spellCheck={false}
              maxLength={hashDigits}
              classNames={{ input: 'mono' }}
              onChange={(event) => setHashStart(event.currentTarget.value)}
            />
            <Button type="submit" loading={acknowledge.isPending} disabled={hashStart.trim().length < comparedDigits}>
              {t('acknowledge.action')}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Panel>
  )
}
