'use client'
import { useState, type ChangeEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Switch } from '@/app/_components/ui/choices'
import { TextInput } from '@/app/_components/ui/field'
import { Columns, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useLocale } from '@/app/_lib/i18n'

type Key = 'familyNameZh' | 'givenNameZh' | 'familyNameEn' | 'givenNameEn'
type Text = (key: Key) => {
  name: string
  value: string
  onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => void
}

/** A name the way its reader writes it first, the other way on request. Chinese asks for the family name first. */
export function NameFields({ text, error, both = false }: { text: Text; error?: string; both?: boolean }) {
  const { t } = useTranslation('people')
  const chinese = useLocale() === 'zh'
  const filled = (chinese ? ['familyNameEn', 'givenNameEn'] : ['familyNameZh', 'givenNameZh']).some(
    (key) => text(key as Key).value !== '',
  )
  const [wanted, setWanted] = useState(both)
  const zh = (
    <Columns gap="sm" key="zh">
      <TextInput label={t('names.familyZh')} lang="zh-CN" {...text('familyNameZh')} />
      <TextInput label={t('names.givenZh')} lang="zh-CN" {...text('givenNameZh')} />
    </Columns>
  )
  const en = (
    <Columns gap="sm" key="en">
      <TextInput label={t('names.givenEn')} autoComplete="given-name" lang="en" {...text('givenNameEn')} />
      <TextInput label={t('names.familyEn')} autoComplete="family-name" lang="en" {...text('familyNameEn')} />
    </Columns>
  )
  const [own, other] = chinese ? [zh, en] : [en, zh]
  return (
    <Stack gap="sm">
      {own}
      {error && (
        <Text c="var(--mantine-color-error)" size="xs" role="alert">
          {error}
        </Text>
      )}
      {!both && (
        <Switch
          label={t('names.otherLanguage')}
          description={t('names.otherHint')}
          checked={wanted || filled}
          onChange={({ currentTarget }) => setWanted(currentTarget.checked)}
        />
      )}
      {(both || wanted || filled) && other}
    </Stack>
  )
}
