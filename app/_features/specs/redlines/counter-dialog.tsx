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
import { Text } from '@/app/_components/ui/text'
import { Textarea } from '@/app/_components/ui/textarea'
import { useTRPC } from '@/app/_lib/trpc'
import { languageTags } from '@/locales/config'
import type { RedlineView } from '@/server/domains/specs/queries/redlines'
import { refusalOf } from '@/server/domains/specs/rules/redline'
import { isSaid, noWords, ReasonField } from '../sign-off/reason-field'
import { useRefreshed } from '../sign-off/use-refreshed'
import { sayValue } from './history'
import { useFieldName } from './use-field-name'

type Props = Readonly<{ redline: RedlineView; opened: boolean; onClose: () => void }>

/** Another value instead of the one on the table, by whichever side has the move. */
export function CounterDialog({ redline, opened, onClose }: Props) {
  const { t } = useTranslation('specs')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('redline.counterTitle', { code: redline.code })}>
      <CounterForm redline={redline} onClose={onClose} />
    </Dialog>
  )
}

function CounterForm({ redline, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const name = useFieldName()
  const refreshed = useRefreshed()
  const { field, to } = redline.change
  const [value, setValue] = useState(to)
  const [reason, setReason] = useState(noWords)
  const done = { onSuccess: () => refreshed(onClose) }
  const counter = useMutation(trpc.specs.counterRedline.mutationOptions(done))
  const counterBack = useMutation(trpc.specs.counterBack.mutationOptions(done))
  const put = redline.turn === 'brand' ? counter : counterBack
  const refused = refusalOf(field, value.trim()) !== null
  const ready = value.trim() !== to && !refused && isSaid(reason)
  const send = () => {
    if (ready && !put.isPending)
      put.mutate({ redlineId: redline.id, version: redline.version, to: value.trim(), reason })
  }
  const language = field.endsWith('.en') ? 'en' : field.endsWith('.zh') ? 'zh' : null
  const say = (text: string) => sayValue(field, text, redline.unit) || t('redline.nothing')
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Stack>
        <Text size="sm">{t('redline.counterBody')}</Text>
        <ErrorNotice error={put.error} />
        {language === null ? (
          <TextInput
            label={`${name(field)}${redline.unit === '' || field === 'unit' ? '' : ` (${redline.unit})`}`}
            description={`${t('redline.now', { value: say(redline.standing ?? '') })} · ${t('redline.onTable', { value: say(to) })}`}
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
            error={refused ? t('redline.notNumber') : undefined}
            inputMode={field === 'unit' ? undefined : 'decimal'}
            maxLength={40}
            data-autofocus
          />
        ) : (
          <Textarea
            label={name(field)}
            lang={languageTags[language]}
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
            autosize
            minRows={3}
            maxRows={12}
            data-autofocus
          />
        )}
        <ReasonField label={t('redline.reason')} value={reason} onChange={setReason} onSend={send} required />
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={put.isPending} disabled={!ready}>
            {t('redline.counterSend')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
