'use client'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Group, Columns, Stack } from '@/app/_components/ui/layout'
import { Textarea } from '@/app/_components/ui/textarea'
import { useFieldErrors } from '@/app/_lib/errors'
import { verticalNames, verticals, type SubVertical, type Vertical } from '@/server/domains/products/rules'

export type ProductDraft = {
  name: { en: string; zh: string }
  code: string
  summary: { en: string; zh: string }
  vertical: Vertical
  subVertical: SubVertical
}
export const emptyDraft: ProductDraft = {
  name: { en: '', zh: '' },
  code: '',
  summary: { en: '', zh: '' },
  vertical: 'home',
  subVertical: 'sensor',
}

type Props = {
  draft: ProductDraft
  submit: string
  pending: boolean
  error: unknown
  onSubmit: (draft: ProductDraft) => void
  /** Further fields, between the description and the buttons. */
  children?: ReactNode
  cancel: ReactNode
}

/** What describes a product, in both languages side by side. */
export function ProductForm({ draft, submit, pending, error, onSubmit, children, cancel }: Props) {
  const { t } = useTranslation('products')
  const fieldErrors = useFieldErrors()(error)
  const [value, setValue] = useState(draft)
  const set = (change: Partial<ProductDraft>) => setValue((before) => ({ ...before, ...change }))
  const general = Object.keys(fieldErrors).length === 0 ? error : null
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(value)
      }}
    >
      <Stack gap="md">
        <ErrorNotice error={general} />
        <TextInput
          label={t('fields.code')}
          description={t('fields.codeHint')}
          value={value.code}
          onChange={(event) => set({ code: event.currentTarget.value })}
          error={fieldErrors['code']}
          maxLength={20}
          w={220}
          required
          autoFocus
          autoComplete="off"
        />
        <Columns narrow>
          <TextInput
            label={t('fields.nameEn')}
            lang="en"
            value={value.name.en}
            onChange={(event) => set({ name: { ...value.name, en: event.currentTarget.value } })}
            error={fieldErrors['name.en']}
            maxLength={120}
          />
          <TextInput
            label={t('fields.nameZh')}
            lang="zh-CN"
            value={value.name.zh}
            onChange={(event) => set({ name: { ...value.name, zh: event.currentTarget.value } })}
            maxLength={120}
          />
          <NativeSelect
            label={t('fields.vertical')}
            value={value.vertical}
            onChange={(event) => {
              const vertical = verticalNames.find((name) => name === event.currentTarget.value) ?? 'home'
              set({ vertical, subVertical: verticals[vertical][0] })
            }}
            data={verticalNames.map((name) => ({ value: name, label: t(`vertical.${name}`) }))}
          />
          <NativeSelect
            label={t('fields.subVertical')}
            value={value.subVertical}
            onChange={(event) => {
              const chosen = verticals[value.vertical].find((name) => name === event.currentTarget.value)
              if (chosen) set({ subVertical: chosen })
            }}
            data={verticals[value.vertical].map((name) => ({ value: name, label: t(`subVertical.${name}`) }))}
            error={fieldErrors['subVertical']}
          />
          <Textarea
            label={t('fields.summaryEn')}
            lang="en"
            value={value.summary.en}
            onChange={(event) => set({ summary: { ...value.summary, en: event.currentTarget.value } })}
            rows={4}
            maxLength={2_000}
          />
          <Textarea
            label={t('fields.summaryZh')}
            lang="zh-CN"
            value={value.summary.zh}
            onChange={(event) => set({ summary: { ...value.summary, zh: event.currentTarget.value } })}
            rows={4}
            maxLength={2_000}
          />
        </Columns>
        {children}
        <Group gap="sm">
          <Button type="submit" loading={pending}>
            {submit}
          </Button>
          {cancel}
        </Group>
      </Stack>
    </Form>
  )
}
