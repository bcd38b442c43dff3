'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { isSaid, noWords, ReasonField } from '@/app/_features/specs/sign-off/reason-field'
import { useTRPC } from '@/app/_lib/trpc'
import { useRefreshed } from '../use-refreshed'
import type { Waiving } from './types'

type Props = Readonly<{ revisionId: string; waiving: Waiving; onClose: () => void }>

/** Somebody answers for lines that a check speaks against, with a reason that stays on them. */
export function WaiveDialog({ revisionId, waiving, onClose }: Props) {
  const { t } = useTranslation('bomRevisions')
  return (
    <Dialog opened onClose={onClose} title={t('release.waiveTitle', { check: t(`check.${waiving.check}`) })}>
      <WaiveForm revisionId={revisionId} waiving={waiving} onClose={onClose} />
    </Dialog>
  )
}

function WaiveForm({ revisionId, waiving, onClose }: Props) {
  const { t } = useTranslation('bomRevisions')
  const trpc = useTRPC()
  const refreshed = useRefreshed()
  const [reason, setReason] = useState(noWords)
  const waive = useMutation(trpc.boms.waiveCheck.mutationOptions({ onSuccess: () => refreshed(onClose) }))
  const { check, lineIds } = waiving
  const send = () => {
    if (isSaid(reason) && !waive.isPending) waive.mutate({ revisionId, check, lineIds: [...lineIds], reason })
  }
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Stack>
        <Text size="sm">{t('release.waiveBody', { count: lineIds.length })}</Text>
        {check === 'notRecommended' && <Text size="sm">{t('release.planNeeded')}</Text>}
        <ErrorNotice error={waive.error} />
        <ReasonField label={t('release.reason')} value={reason} onChange={setReason} onSend={send} autoFocus required />
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={waive.isPending} disabled={!isSaid(reason)}>
            {t('release.waiveDo')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
