'use client'
import { useTranslation } from 'react-i18next'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Columns } from '@/app/_components/ui/layout'
import { languages, type Language } from '@/server/kernel/bilingual'

/** What names a document: in both languages, by number, and which language prevails. */
export type SpecDraft = Readonly<{
  name: Readonly<{ en: string; zh: string }>
  number: string
  governingLanguage: Language
}>

type Props = Readonly<{
  value: SpecDraft
  onChange: (value: SpecDraft) => void
  errors: Readonly<Record<string, string>>
  numberHint?: string
  suggested?: string
  /** The name is written elsewhere. */
  unnamed?: boolean
}>

export function SpecFields({ value, onChange, errors, numberHint, suggested, unnamed = false }: Props) {
  const { t } = useTranslation(['specs', 'common'])
  return (
    <>
      <Columns narrow>
        {!unnamed && (
          <>
            <TextInput
              label={t('create.nameEn')}
              lang="en"
              maxLength={200}
              data-autofocus
              value={value.name.en}
              error={errors['name.en']}
              onChange={(event) => onChange({ ...value, name: { ...value.name, en: event.currentTarget.value } })}
            />
            <TextInput
              label={t('create.nameZh')}
              lang="zh-CN"
              maxLength={200}
              value={value.name.zh}
              onChange={(event) => onChange({ ...value, name: { ...value.name, zh: event.currentTarget.value } })}
            />
          </>
        )}
        <TextInput
          label={t('create.number')}
          description={numberHint}
          maxLength={60}
          placeholder={suggested}
          autoComplete="off"
          value={value.number}
          error={errors['number']}
          onChange={(event) => onChange({ ...value, number: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('create.governing')}
          description={t('create.governingHint')}
          value={value.governingLanguage}
          onChange={(event) =>
            onChange({
              ...value,
              governingLanguage:
                languages.find((each) => each === event.currentTarget.value) ?? value.governingLanguage,
            })
          }
          data={languages.map((each) => ({ value: each, label: t(`common:language.${each}`) }))}
        />
      </Columns>
    </>
  )
}
