'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { Stack } from '@/app/_components/ui/layout'
import { Textarea } from '@/app/_components/ui/textarea'
import { useTRPC } from '@/app/_lib/trpc'
import { longest } from '@/server/domains/parts/rules/limits'
import { isBlank } from '@/server/kernel/bilingual'
import { orNull } from './choices'
import type { DecideDialogProps } from './sources'
import { usePartChanged } from './use-part-changed'

/** A decision about a maker's part, with its reason; refusing takes one. */
export function DecideDialog({ source, command, opened, onClose }: DecideDialogProps) {
  const { t } = useTranslation('parts')
  return (
    <Dialog opened={opened} onClose={onClose} title={t(`sources.decide.${command}`, { mpn: source.mpn })}>
      <DecideForm source={source} command={command} onClose={onClose} />
    </Dialog>
  )
}

function DecideForm({ source, command, onClose }: Omit<DecideDialogProps, 'opened'>) {
  const { t } = useTranslation('parts')
  const trpc = useTRPC()
  const [{ manufacturerPartId, version }] = useState({ manufacturerPartId: source.id, version: source.version })
  const [reason, setReason] = useState({ en: '', zh: '' })
  const [effectiveFrom, setFrom] = useState<string | null>(null)
  const onSuccess = usePartChanged(onClose)
  const approve = useMutation(trpc.parts.approveManufacturerPart.mutationOptions({ onSuccess }))
  const reject = useMutation(trpc.parts.rejectManufacturerPart.mutationOptions({ onSuccess }))
  const retire = useMutation(trpc.parts.retireManufacturerPart.mutationOptions({ onSuccess }))
  const propose = useMutation(trpc.parts.proposeManufacturerPart.mutationOptions({ onSuccess }))
  const decision = { manufacturerPartId, version, reason }
  const needsReason = command === 'reject' || command === 'retire'
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        if (command === 'approve') approve.mutate({ ...decision, effectiveFrom })
        if (command === 'reject') reject.mutate(decision)
        if (command === 'retire') retire.mutate(decision)
        if (command === 'propose') propose.mutate(decision)
      }}
    >
      <Stack gap="sm">
        <ErrorNotice error={approve.error ?? reject.error ?? retire.error ?? propose.error} />
        <Textarea
          label={t('sources.reasonEn')}
          description={t('sources.reasonHint')}
          lang="en"
          rows={2}
          data-autofocus
          maxLength={longest.reason}
          value={reason.en}
          onChange={(event) => setReason({ ...reason, en: event.currentTarget.value })}
        />
        <Textarea
          label={t('sources.reasonZh')}
          lang="zh-CN"
          rows={2}
          maxLength={longest.reason}
          value={reason.zh}
          onChange={(event) => setReason({ ...reason, zh: event.currentTarget.value })}
        />
        {command === 'approve' && (
          <TextInput
            type="date"
            label={t('sources.from')}
            description={t('sources.fromHint')}
            value={effectiveFrom ?? ''}
            onChange={(event) => setFrom(orNull(event.currentTarget.value))}
          />
        )}
        <DialogActions onClose={onClose}>
          <Button
            type="submit"
            loading={[approve, reject, retire, propose].some(({ isPending }) => isPending)}
            disabled={needsReason && isBlank(reason)}
          >
            {t(`sources.${command}`)}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
