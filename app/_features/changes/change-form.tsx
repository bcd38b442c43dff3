'use client'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Stack } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { useLocale } from '@/app/_lib/i18n'
import {
  changeClasses,
  changeKinds,
  changeReasons,
  type ChangeClass,
  type ChangeKind,
  type ChangeReason,
} from '@/server/domains/changes/lifecycle'
import type { BilingualText, Language } from '@/server/kernel/bilingual'
import { isBlank } from '@/server/kernel/bilingual'
import { BilingualField } from './bilingual-field'
import classes from './form.module.css'

type Words = Readonly<{ en: string; zh: string; source?: Language }>
export type FormValues = Readonly<{
  title: Words
  reason: Words
  changeClass: ChangeClass
  kind: ChangeKind
  reasonCode: ChangeReason
  emergency: boolean
  deviationLot: string
  bomId: string | null
}>
export type ChangeInput = FormValues &
  Readonly<Record<'title' | 'reason', { en: string; zh: string; source: Language }>>

export const emptyForm: FormValues = {
  title: { en: '', zh: '' },
  reason: { en: '', zh: '' },
  changeClass: 'one',
  kind: 'revision',
  reasonCode: 'quality',
  emergency: false,
  deviationLot: '',
  bomId: null,
}

type Props = Readonly<{
  first: FormValues
  boms: readonly Readonly<{ id: string; name: BilingualText; archivedAt: Date | null }>[]
  /** The BOM cannot be another one any more. */
  bomFixed?: boolean
  partners: Readonly<{
    all: readonly Readonly<{ value: string; label: string }>[]
    chosen: string
    choose: (id: string) => void
  }> | null
  error: Parameters<typeof ErrorNotice>[0]['error']
  pending: boolean
  save: string
  onClose: () => void
  onSave: (input: ChangeInput) => void
}>

/** What a change is about: its words, its class, what it touches. */
export function ChangeForm({ first, boms, bomFixed = false, partners, error, pending, save, onClose, onSave }: Props) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  const locale = useLocale()
  const [values, setValues] = useState(first)
  const set = (change: Partial<FormValues>) => setValues((now) => ({ ...now, ...change }))
  const typed = (words: Words) => ({ ...words, source: words.source ?? locale })
  const open = boms.filter(({ archivedAt, id }) => archivedAt === null || id === values.bomId)
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        onSave({ ...values, title: typed(values.title), reason: typed(values.reason) })
      }}
    >
      <Stack>
        <ErrorNotice error={error} />
        <BilingualField
          legend={t('dialog.title')}
          label={(language) => t(`dialog.titleIn.${language}`)}
          value={values.title}
          onChange={(title) => set({ title: { ...values.title, ...title } })}
        />
        <BilingualField
          legend={t('dialog.reason')}
          label={(language) => t(`dialog.reasonIn.${language}`)}
          value={values.reason}
          minRows={3}
          onChange={(reason) => set({ reason: { ...values.reason, ...reason } })}
        />
        <div className={classes.pair}>
          <NativeSelect
            label={t('dialog.kind')}
            value={values.kind}
            onChange={(event) => set({ kind: changeKinds.find((each) => each === event.currentTarget.value) })}
            data={changeKinds.map((each) => ({ value: each, label: t(`kind.${each}`) }))}
          />
          <NativeSelect
            label={t('dialog.reasonCode')}
            value={values.reasonCode}
            onChange={(event) => set({ reasonCode: changeReasons.find((each) => each === event.currentTarget.value) })}
            data={changeReasons.map((each) => ({ value: each, label: t(`reason.${each}`) }))}
          />
          <NativeSelect
            label={t('dialog.bom')}
            value={values.bomId ?? ''}
            disabled={bomFixed}
            onChange={(event) => set({ bomId: event.currentTarget.value || null })}
            data={[
              { value: '', label: t('dialog.noBom') },
              ...open.map(({ id, name }) => ({ value: id, label: format.text(name) })),
            ]}
          />
          {partners && (
            <NativeSelect
              label={t('dialog.partner')}
              value={partners.chosen}
              onChange={(event) => partners.choose(event.currentTarget.value)}
              data={[...partners.all, { value: '', label: t('dialog.noPartner') }]}
            />
          )}
        </div>
        <NativeSelect
          label={t('dialog.class')}
          description={t(`classHint.${values.changeClass}`)}
          value={values.changeClass}
          disabled={values.emergency}
          onChange={(event) => set({ changeClass: changeClasses.find((each) => each === event.currentTarget.value) })}
          data={changeClasses.map((each) => ({ value: each, label: t(`class.${each}`) }))}
        />
        <Checkbox
          label={t('dialog.emergency')}
          description={t('dialog.emergencyHint')}
          checked={values.emergency}
          onChange={() => set({ emergency: !values.emergency, ...(!values.emergency && { changeClass: 'one' }) })}
        />
        {values.emergency && (
          <TextInput
            label={t('dialog.lot')}
            required
            value={values.deviationLot}
            maxLength={60}
            onChange={(event) => set({ deviationLot: event.currentTarget.value })}
          />
        )}
        <DialogActions onClose={onClose}>
          <Button
            type="submit"
            loading={pending}
            disabled={
              isBlank(values.title) || isBlank(values.reason) || (values.emergency && values.deviationLot.trim() === '')
            }
          >
            {save}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
