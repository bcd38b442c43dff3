'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { TextLink } from '@/app/_components/text-link'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Columns, Divider, Stack } from '@/app/_components/ui/layout'
import { Textarea } from '@/app/_components/ui/textarea'
import { useFieldErrors } from '@/app/_lib/errors'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { PartFields } from '@/server/domains/parts/inputs'
import type { PartView } from '@/server/domains/parts/queries/get-part'
import { longest, mslLevels, partKinds } from '@/server/domains/parts/rules/limits'
import { isBlank } from '@/server/kernel/bilingual'
import { choice, orNull } from './choices'
import { DeclaredFields, inside, nothingDeclared } from './declared-fields'
import { usePartChanged } from './use-part-changed'

type DialogProps = Readonly<{ opened: boolean; onClose: () => void }>

const blank: PartFields = {
  ...nothingDeclared,
  number: '',
  name: { en: '', zh: '' },
  description: { en: '', zh: '' },
  kind: '',
  value: '',
  uom: '',
  attritionPct: null,
  attritionExtra: null,
  note: '',
}

/** A part under a new number; its page opens when it is made. */
export function NewPartDialog({ opened, onClose }: DialogProps) {
  const { t } = useTranslation('parts')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('form.newTitle')} size="lg">
      <NewPart onClose={onClose} />
    </Dialog>
  )
}

function NewPart({ onClose }: Pick<DialogProps, 'onClose'>) {
  const { t } = useTranslation('parts')
  const trpc = useTRPC()
  const router = useRouter()
  const changed = usePartChanged(onClose)
  const create = useMutation(
    trpc.parts.createPart.mutationOptions({
      onSuccess: async ({ partId }) => {
        router.push(paths.part(partId))
        await changed()
      },
    }),
  )
  return (
    <PartForm
      start={blank}
      submit={t('form.create')}
      error={create.error}
      saving={create.isPending}
      onSave={(part) => create.mutate(part)}
      onClose={onClose}
    />
  )
}

/** Changes a part, on top of what was on the screen when editing began. */
export function EditPartDialog({ part, opened, onClose }: DialogProps & { part: PartView }) {
  const { t } = useTranslation('parts')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('form.editTitle', { number: part.number })} size="lg">
      <EditPart part={part} onClose={onClose} />
    </Dialog>
  )
}

function EditPart({ part, onClose }: { part: PartView; onClose: () => void }) {
  const { t } = useTranslation('parts')
  const [{ partId, version, start }] = useState(() => ({
    partId: part.id,
    version: part.version,
    start: fieldsOf(part),
  }))
  const trpc = useTRPC()
  const edit = useMutation(trpc.parts.editPart.mutationOptions({ onSuccess: usePartChanged(onClose) }))
  return (
    <PartForm
      start={start}
      submit={t('form.save')}
      error={edit.error}
      saving={edit.isPending}
      onSave={(fields) => edit.mutate({ partId, version, part: fields })}
      onClose={onClose}
    />
  )
}

const fieldsOf = (part: PartView): PartFields => ({
  number: part.number,
  name: { en: part.name.en, zh: part.name.zh },
  description: { en: part.description.en, zh: part.description.zh },
  kind: partKinds.find((kind) => kind === part.kind) ?? '',
  value: part.value,
  uom: part.uom,
  package: part.package,
  lifecycle: part.lifecycle,
  lastTimeBuy: part.lastTimeBuy,
  msl: mslLevels.find((level) => level === part.msl) ?? '',
  rohs: part.rohs,
  reach: part.reach,
  datasheet: part.datasheet,
  attritionPct: part.attritionPct,
  attritionExtra: part.attritionExtra,
  note: part.note,
})

type FormProps = Readonly<{
  start: PartFields
  submit: string
  error: unknown
  saving: boolean
  onSave: (part: PartFields) => void
  onClose: () => void
}>

function PartForm({ start, submit, error, saving, onSave, onClose }: FormProps) {
  const { t } = useTranslation('parts')
  const [part, setPart] = useState(start)
  const set = (change: Partial<PartFields>) => setPart((before) => ({ ...before, ...change }))
  const errors = inside('part', useFieldErrors()(error))
  const taken = takenBy(error)
  const text = (field: 'number' | 'value' | 'uom') => ({
    maxLength: longest[field],
    value: part[field],
    error: errors[field],
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) => set({ [field]: currentTarget.value }),
  })
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        onSave(part)
      }}
    >
      <Stack gap="sm">
        <Columns narrow>
          <TextInput label={t('sheet.column.number')} required data-autofocus {...text('number')} />
          <NativeSelect
            label={t('sheet.column.kind')}
            value={part.kind}
            {...choice(
              partKinds,
              (kind) => (kind === '' ? t('kindNone') : t(`kind.${kind}`)),
              (kind) => set({ kind }),
            )}
          />
          <TextInput
            label={t('sheet.column.nameEn')}
            lang="en"
            maxLength={longest.name}
            value={part.name.en}
            onChange={(event) => set({ name: { ...part.name, en: event.currentTarget.value } })}
          />
          <TextInput
            label={t('sheet.column.nameZh')}
            lang="zh-CN"
            maxLength={longest.name}
            value={part.name.zh}
            onChange={(event) => set({ name: { ...part.name, zh: event.currentTarget.value } })}
          />
          <TextInput label={t('sheet.column.value')} {...text('value')} />
          <TextInput label={t('sheet.column.uom')} {...text('uom')} />
        </Columns>
        <Columns narrow>
          <Textarea
            label={t('sheet.column.descriptionEn')}
            lang="en"
            rows={2}
            maxLength={longest.description}
            value={part.description.en}
            onChange={(event) => set({ description: { ...part.description, en: event.currentTarget.value } })}
          />
          <Textarea
            label={t('sheet.column.descriptionZh')}
            lang="zh-CN"
            rows={2}
            maxLength={longest.description}
            value={part.description.zh}
            onChange={(event) => set({ description: { ...part.description, zh: event.currentTarget.value } })}
          />
        </Columns>
        <Columns narrow>
          <TextInput
            label={t('sheet.column.attritionPct')}
            description={t('form.attritionHint')}
            inputMode="decimal"
            value={part.attritionPct ?? ''}
            error={errors['attritionPct']}
            onChange={(event) => set({ attritionPct: orNull(event.currentTarget.value) })}
          />
          <TextInput
            label={t('sheet.column.attritionExtra')}
            description={t('form.attritionHint')}
            inputMode="decimal"
            value={part.attritionExtra ?? ''}
            error={errors['attritionExtra']}
            onChange={(event) => set({ attritionExtra: orNull(event.currentTarget.value) })}
          />
        </Columns>
        <Divider label={t('form.more')} />
        <DeclaredFields value={part} onChange={set} errors={errors} />
        <Textarea
          label={t('sheet.column.note')}
          rows={2}
          maxLength={longest.note}
          value={part.note}
          onChange={(event) => set({ note: event.currentTarget.value })}
        />
        {/* Beside the button that was pressed: the form is longer than a screen. */}
        <ErrorNotice error={Object.keys(errors).length === 0 ? error : null} />
        {taken && <TextLink href={paths.part(taken.partId)}>{t('form.existing', { number: taken.number })}</TextLink>}
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={saving} disabled={part.number.trim() === '' || isBlank(part.name)}>
            {submit}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}

/** The part that has the number already, where that is what was refused. */
function takenBy(error: unknown): { number: string; partId: string } | null {
  if (typeof error !== 'object' || error === null || !('data' in error)) return null
  const { data } = error as { data?: { domain?: { code: string; params: Record<string, string | number> } | null } }
  if (data?.domain?.code !== 'parts.numberTaken') return null
  const { number, partId } = data.domain.params
  return typeof partId === 'string' && partId !== '' ? { number: String(number), partId } : null
}
