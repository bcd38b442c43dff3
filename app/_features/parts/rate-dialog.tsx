'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Columns, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useFieldErrors } from '@/app/_lib/errors'
import { useTRPC } from '@/app/_lib/trpc'
import type { AddExchangeRate } from '@/server/domains/parts/inputs'
import { currencies } from '@/server/domains/parts/rules/currencies'
import { longest } from '@/server/domains/parts/rules/limits'
import { choice } from './choices'
import { usePartChanged } from './use-part-changed'

type Props = Readonly<{ today: string; opened: boolean; onClose: () => void }>

/** One more rate; those there are stay. */
export function RateDialog({ today, opened, onClose }: Props) {
  const { t } = useTranslation('parts')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('rates.addTitle')}>
      <RateForm today={today} onClose={onClose} />
    </Dialog>
  )
}

function RateForm({ today, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('parts')
  const trpc = useTRPC()
  const [draft, setDraft] = useState<AddExchangeRate>({ base: 'USD', quote: 'CNY', rate: '', day: today, source: '' })
  const set = (change: Partial<AddExchangeRate>) => setDraft((before) => ({ ...before, ...change }))
  const add = useMutation(trpc.parts.addExchangeRate.mutationOptions({ onSuccess: usePartChanged(onClose) }))
  const errors = useFieldErrors()(add.error)
  const { base, quote, rate, day, source } = draft
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate(draft)
      }}
    >
      <Stack gap="sm">
        <ErrorNotice error={Object.keys(errors).length === 0 ? add.error : null} />
        <Columns narrow>
          <NativeSelect
            label={t('rates.base')}
            value={base}
            {...choice(
              currencies,
              (each) => each,
              (picked) => set({ base: picked }),
            )}
          />
          <NativeSelect
            label={t('rates.quote')}
            value={quote}
            error={errors['quote']}
            {...choice(
              currencies,
              (each) => each,
              (picked) => set({ quote: picked }),
            )}
          />
          <TextInput
            label={t('rates.rate')}
            required
            data-autofocus
            inputMode="decimal"
            value={rate}
            error={errors['rate']}
            onChange={(event) => set({ rate: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('rates.day')}
            required
            max={today}
            value={day}
            error={errors['day']}
            onChange={(event) => set({ day: event.currentTarget.value })}
          />
        </Columns>
        <TextInput
          label={t('rates.source')}
          description={t('rates.sourceHint')}
          required
          maxLength={longest.source}
          value={source}
          error={errors['source']}
          onChange={(event) => set({ source: event.currentTarget.value })}
        />
        {rate.trim() !== '' && <Text size="sm">{t('rates.preview', { base, quote, rate: rate.trim() })}</Text>}
        <DialogActions onClose={onClose}>
          <Button
            type="submit"
            loading={add.isPending}
            disabled={rate.trim() === '' || source.trim() === '' || day === ''}
          >
            {t('form.save')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
