'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { notify } from '@/app/_components/notify'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { Columns, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { Textarea } from '@/app/_components/ui/textarea'
import { useTRPC } from '@/app/_lib/trpc'
import { longestReason } from '@/server/domains/flashing/rules/serials'
import { setAsideKinds, type SetAsideKind } from '@/server/domains/flashing/rules/set-aside'

export type SetAsideDialogProps = Readonly<{
  /** As it is shown: what was said of it meanwhile is not set aside unseen. */
  unit: Readonly<{ serial: string; resultId: string; version: number }>
  opened: boolean
  onClose: () => void
}>

/** Asks what happened to a device before it is set aside, and says what that means. */
export function SetAsideDialog({ unit, opened, onClose }: SetAsideDialogProps) {
  const { t } = useTranslation('flashing')
  const [draft, setDraft] = useState(nothingSaid)
  return (
    <DialogOpened opened={opened} onClose={onClose} title={t('setAside.title', { serial: unit.serial })}>
      <SetAsideForm unit={unit} onClose={onClose} draft={draft} onDraft={setDraft} />
    </DialogOpened>
  )
}

type Draft = Readonly<{ kind: SetAsideKind; reason: Readonly<{ en: string; zh: string }> }>
const nothingSaid: Draft = { kind: 'mistyped', reason: { en: '', zh: '' } }

/** What is typed outlives the form: who is refused closes it, looks at the device, and comes back. */
type FormProps = Pick<SetAsideDialogProps, 'unit' | 'onClose'> &
  Readonly<{ draft: Draft; onDraft: (draft: Draft) => void }>

function SetAsideForm({ unit: { serial, resultId, version }, onClose, draft, onDraft }: FormProps) {
  const { t } = useTranslation('flashing')
  const trpc = useTRPC()
  const client = useQueryClient()
  const { kind, reason } = draft
  const setAside = useMutation(
    trpc.flashing.setAsideUnit.mutationOptions({
      onSuccess: () => {
        notify({ message: t('setAside.done', { serial }) })
        onDraft(nothingSaid)
        onClose()
      },
      // Refused, the page shows how it stands now; what was typed stays.
      onSettled: () => client.invalidateQueries({ queryKey: trpc.flashing.pathKey() }),
    }),
  )
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        setAside.mutate({ resultId, version, kind, reason })
      }}
    >
      <Stack>
        <Text>{t('setAside.body')}</Text>
        <NativeSelect
          label={t('setAside.kindLabel')}
          value={kind}
          data={setAsideKinds.map((value) => ({ value, label: t(`setAside.kind.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            onDraft({ ...draft, kind: setAsideKinds.find((each) => each === value) ?? 'other' })
          }
        />
        <Columns narrow>
          {(['en', 'zh'] as const).map((language) => (
            <Textarea
              key={language}
              label={t(`setAside.reason.${language}`)}
              lang={language === 'en' ? 'en' : 'zh-CN'}
              maxLength={longestReason}
              minRows={2}
              value={reason[language]}
              onChange={(event) => onDraft({ ...draft, reason: { ...reason, [language]: event.currentTarget.value } })}
            />
          ))}
        </Columns>
        <ErrorNotice error={setAside.error} />
        <DialogActions onClose={onClose}>
          <Button
            type="submit"
            loading={setAside.isPending}
            disabled={reason.en.trim() === '' && reason.zh.trim() === ''}
          >
            {t('setAside.confirm')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
