'use client'
import { useMutation } from '@tanstack/react-query'
import { useState, type ChangeEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Columns, Stack } from '@/app/_components/ui/layout'
import { Textarea } from '@/app/_components/ui/textarea'
import { useLocale } from '@/app/_lib/i18n'
import { useTRPC } from '@/app/_lib/trpc'
import type { AddItem } from '@/server/domains/gates/inputs'
import type { GateView } from '@/server/domains/gates/queries/get-gate'
import {
  evidenceKinds,
  gateParts,
  longestItemText,
  longestMetric,
  longestThreshold,
  mayAsk,
  systemChecks,
} from '@/server/domains/gates/rules/criterion'
import { signingRoles, signingSides } from '@/server/domains/specs/rules/sign-off'
import { isBlank, type Language } from '@/server/kernel/bilingual'
import type { ItemDialogProps } from './criterion-row'
import { useGateChanged } from './use-gate-changed'

type Item = AddItem['item']
type AddProps = Readonly<{ gate: GateView; opened: boolean; onClose: () => void }>

const blank = (source: Language): Item => ({
  part: 'exit',
  text: { en: '', zh: '', source },
  metric: { en: '', zh: '', source },
  threshold: '',
  evidence: 'document',
  side: 'brand',
  role: 'engineer',
  mandatory: true,
  waivable: true,
  waiverRole: 'engineer',
  check: null,
})

/** One more criterion for a gate. */
export function AddItemDialog({ gate, opened, onClose }: AddProps) {
  const { t } = useTranslation('gates')
  const locale = useLocale()
  const trpc = useTRPC()
  const add = useMutation(trpc.gates.addItem.mutationOptions({ onSuccess: useGateChanged(onClose) }))
  return (
    <Dialog opened={opened} onClose={onClose} title={t('itemDialog.add')}>
      <ItemForm
        start={blank(locale)}
        error={add.error}
        saving={add.isPending}
        onSave={(item) => add.mutate({ gateId: gate.id, item })}
        onClose={onClose}
      />
    </Dialog>
  )
}

/** Says a criterion otherwise. */
export function EditItemDialog({ item, opened, onClose }: ItemDialogProps) {
  const { t } = useTranslation('gates')
  const trpc = useTRPC()
  const edit = useMutation(trpc.gates.editItem.mutationOptions({ onSuccess: useGateChanged(onClose) }))
  const { part, text, metric, threshold, kind, side, role, mandatory, waivable, waiverRole, check } = item
  const words = ({ en, zh, source }: typeof text) => ({ en, zh, source })
  return (
    <Dialog opened={opened} onClose={onClose} title={t('itemDialog.edit', { code: item.code })}>
      <ItemForm
        start={{
          ...{ part, threshold, side, role, mandatory, waivable, waiverRole, check },
          text: words(text),
          metric: words(metric),
          evidence: kind,
        }}
        error={edit.error}
        saving={edit.isPending}
        onSave={(changed) => edit.mutate({ itemId: item.id, version: item.version, item: changed })}
        onClose={onClose}
      />
    </Dialog>
  )
}

type FormProps = Readonly<{
  start: Item
  error: unknown
  saving: boolean
  onSave: (item: Item) => void
  onClose: () => void
}>

function ItemForm({ start, error, saving, onSave, onClose }: FormProps) {
  const { t } = useTranslation(['gates', 'common'])
  const [item, setItem] = useState(start)
  const set = (change: Partial<Item>) => setItem((before) => ({ ...before, ...change }))
  const text = (field: 'text' | 'metric', language: Language) => ({
    value: item[field][language],
    onChange: ({ currentTarget: { value } }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      setItem((before) => ({ ...before, [field]: { ...before[field], [language]: value } })),
  })
  /** A choice among named values. */
  const choice = <T extends string>(values: readonly T[], label: (value: T) => string, pick: (value: T) => void) => ({
    data: values.map((value) => ({ value, label: label(value) })),
    onChange: ({ currentTarget }: ChangeEvent<HTMLSelectElement>) => {
      const found = values.find((value) => value === currentTarget.value)
      if (found !== undefined) pick(found)
    },
  })
  const role = (value: (typeof signingRoles)[number]) => t(`common:role.${value}`)
  const checks = ['none', ...systemChecks.filter((check) => mayAsk(item.side, check))] as const
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        onSave(item)
      }}
    >
      <Stack>
        <ErrorNotice error={error} />
        <Textarea
          label={t('gates:itemDialog.textEn')}
          lang="en"
          rows={2}
          maxLength={longestItemText}
          {...text('text', 'en')}
        />
        <Textarea
          label={t('gates:itemDialog.textZh')}
          lang="zh-CN"
          rows={2}
          maxLength={longestItemText}
          {...text('text', 'zh')}
        />
        <Columns narrow>
          <TextInput label={t('gates:itemDialog.metricEn')} maxLength={longestMetric} {...text('metric', 'en')} />
          <TextInput label={t('gates:itemDialog.metricZh')} maxLength={longestMetric} {...text('metric', 'zh')} />
        </Columns>
        <TextInput
          label={t('gates:itemDialog.threshold')}
          description={t('gates:itemDialog.thresholdHint')}
          maxLength={longestThreshold}
          value={item.threshold}
          onChange={(event) => set({ threshold: event.currentTarget.value })}
        />
        <Columns narrow>
          <NativeSelect
            label={t('gates:itemDialog.part')}
            value={item.part}
            {...choice(
              gateParts,
              (value) => t(`gates:part.${value}`),
              (part) => set({ part }),
            )}
          />
          <NativeSelect
            label={t('gates:itemDialog.check')}
            value={item.check ?? 'none'}
            {...choice(
              checks,
              (value) => t(`gates:check.${value}`),
              (value) => set(value === 'none' ? { check: null } : { check: value, evidence: 'record' }),
            )}
          />
          <NativeSelect
            label={t('gates:itemDialog.side')}
            value={item.side}
            {...choice(
              signingSides,
              (value) => t(`gates:side.${value}`),
              (side) => set({ side, ...(item.check !== null && !mayAsk(side, item.check) && { check: null }) }),
            )}
          />
          <NativeSelect
            label={t('gates:itemDialog.role')}
            value={item.role}
            {...choice(signingRoles, role, (value) => set({ role: value }))}
          />
          <NativeSelect
            label={t('gates:itemDialog.evidence')}
            value={item.evidence}
            {...choice(
              evidenceKinds,
              (value) => t(`gates:kind.${value}`),
              (evidence) => set({ evidence }),
            )}
          />
          <NativeSelect
            label={t('gates:itemDialog.waiverRole')}
            value={item.waiverRole}
            disabled={!item.waivable}
            {...choice(signingRoles, role, (waiverRole) => set({ waiverRole }))}
          />
        </Columns>
        <Checkbox
          label={t('gates:itemDialog.mandatory')}
          checked={item.mandatory}
          onChange={(event) => set({ mandatory: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('gates:itemDialog.waivable')}
          checked={item.waivable}
          onChange={(event) => set({ waivable: event.currentTarget.checked })}
        />
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={saving} disabled={isBlank(item.text)}>
            {t('gates:itemDialog.save')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
