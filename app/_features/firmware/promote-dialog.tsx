'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Columns, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useTRPC } from '@/app/_lib/trpc'
import { firmwareChannels, type FirmwareChannel } from '@/server/domains/firmware/lifecycle'
import type { FirmwareBuildView } from '@/server/domains/firmware/queries/get-build'
import { ReasonFields } from './reason-dialog'
import { Findings, Refusals } from './refusals'

export type PromoteDialogProps = Readonly<{ build: FirmwareBuildView; opened: boolean; onClose: () => void }>

/** Asks for a build on a channel: what stands against it is said before it is asked. */
export function PromoteDialog({ build, opened, onClose }: PromoteDialogProps) {
  const { t } = useTranslation('firmware')
  return (
    <DialogOpened opened={opened} onClose={onClose} title={t('promote.title', { version: build.version })}>
      <PromoteForm build={build} onClose={onClose} />
    </DialogOpened>
  )
}

function PromoteForm({ build, onClose }: Omit<PromoteDialogProps, 'opened'>) {
  const { t } = useTranslation('firmware')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [channel, setChannel] = useState<FirmwareChannel>('test')
  const [typed, setTyped] = useState(build.compatibility.boardRevisions[0] ?? '')
  const [reason, setReason] = useState({ en: '', zh: '' })
  const boardRevision = typed.trim().toUpperCase()
  const place = { buildId: build.id, channel, boardRevision }
  const named = /^[A-Z]{1,3}$/.test(boardRevision)
  const { data: judged, error: unread } = useQuery(trpc.firmware.checkPromotion.queryOptions(place, { enabled: named }))
  const ask = useMutation(
    trpc.firmware.requestPromotion.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.firmware.pathKey() })
        onClose()
      },
    }),
  )
  const refusals = judged?.refusals ?? []
  const stopped = refusals.some(({ overridable }) => !overridable)
  const overriding = refusals.length > 0 && !stopped
  const explained = reason.en.trim() !== '' || reason.zh.trim() !== ''
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        ask.mutate({ ...place, overrideReason: overriding ? reason : null })
      }}
    >
      <Stack>
        <Columns narrow>
          <NativeSelect
            label={t('inForce.channel')}
            value={channel}
            data={firmwareChannels.map((each) => ({ value: each, label: t(`channel.${each}`) }))}
            onChange={({ currentTarget: { value } }) => {
              const next = firmwareChannels.find((each) => each === value)
              if (next) setChannel(next)
            }}
          />
          <TextInput
            label={t('promote.board')}
            value={typed}
            maxLength={3}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </Columns>
        <div aria-live="polite">
          {judged && refusals.length === 0 && <Text>{t('promote.clear')}</Text>}
          {stopped && <Text>{t('promote.stopped')}</Text>}
          {overriding && <Text>{t('promote.overridable')}</Text>}
          <Refusals refusals={refusals} />
          {judged && <Findings findings={judged.findings} />}
        </div>
        {overriding && <ReasonFields reason={reason} onChange={setReason} />}
        <ErrorNotice error={unread ?? ask.error} />
        <DialogActions onClose={onClose}>
          <Button
            type="submit"
            loading={ask.isPending}
            disabled={!named || !judged || stopped || (overriding && !explained)}
          >
            {t(overriding ? 'promote.override' : 'promote.ask')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
