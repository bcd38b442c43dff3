'use client'
import { useTranslation } from 'react-i18next'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Columns, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { TimeZoneSelect } from '@/app/_features/people/time-zone-select'
import { useFormat } from '@/app/_lib/format'
import type { useFields } from '@/app/_lib/use-fields'
import { commonCountries, currencies, isCommonCountry, type CommonCountry } from '@/server/domains/orgs/rules/places'
import { normalizeUscc, usccDoubt } from '@/server/domains/orgs/rules/uscc'

export type IdentityValues = {
  legalNameEn: string
  legalNameZh: string
  country: string
  city: string
  timeZone: string
  currency: string
  uscc: string
  website: string
}
type Props = {
  form: Pick<ReturnType<typeof useFields<IdentityValues>>, 'values' | 'set' | 'text'>
  errors: Readonly<Record<string, string>>
  readOnly?: boolean
}

const codes = Object.keys(commonCountries).filter(isCommonCountry)

/** Legal names in both languages, the reader's own first, and the credit code where there is one. */
export function NameAndRegistration({ form, errors, readOnly = false }: Props) {
  const { t } = useTranslation('orgs')
  const { locale } = useFormat()
  const { values, text } = form
  const code = normalizeUscc(values.uscc)
  const doubt = code === '' ? null : usccDoubt(code)
  const en = (
    <TextInput
      key="en"
      label={t('field.legalNameEn')}
      description={t('field.legalNameEnHint')}
      lang="en"
      readOnly={readOnly}
      {...text('legalNameEn')}
    />
  )
  const zh = (
    <TextInput
      key="zh"
      label={t('field.legalNameZh')}
      description={t('field.legalNameZhHint')}
      lang="zh-CN"
      readOnly={readOnly}
      {...text('legalNameZh')}
    />
  )
  return (
    <Stack gap="md">
      {locale === 'zh' ? [zh, en] : [en, zh]}
      {errors['name'] && (
        <Text c="var(--mantine-color-error)" size="xs" role="alert">
          {errors['name']}
        </Text>
      )}
      {(values.country === 'CN' || values.uscc !== '') && (
        <div>
          <TextInput
            label={t('field.uscc')}
            description={t('field.usccHint')}
            classNames={{ input: 'mono' }}
            maxLength={40}
            autoComplete="off"
            spellCheck={false}
            readOnly={readOnly}
            error={errors['uscc']}
            {...text('uscc')}
          />
          {doubt && (
            <Text size="xs" c="var(--amber)" mt={4} aria-live="polite">
              {t(`usccDoubt.${doubt}`)}
            </Text>
          )}
        </div>
      )}
    </Stack>
  )
}

/** Country, city, zone and currency; choosing a country fills in what most companies there use. */
export function Place({ form, errors, readOnly = false }: Props) {
  const { t } = useTranslation('orgs')
  const format = useFormat()
  const { values, set, text } = form
  const known: readonly string[] = isCommonCountry(values.country) ? codes : [values.country, ...codes]
  const nameOf = (country: string) => (isCommonCountry(country) ? t(`country.${country}`) : country)
  const choose = (country: CommonCountry) => {
    set('country', country)
    set('timeZone', commonCountries[country].timeZone)
    set('currency', commonCountries[country].currency)
  }
  return (
    <Columns narrow>
      <NativeSelect
        label={t('field.country')}
        data={known
          .map((country) => ({ value: country, label: nameOf(country) }))
          .toSorted((a, b) => format.compare(a.label, b.label))}
        value={values.country}
        onChange={({ currentTarget: { value } }) => isCommonCountry(value) && choose(value)}
        disabled={readOnly}
        error={errors['country']}
      />
      <TextInput label={t('field.city')} readOnly={readOnly} error={errors['city']} {...text('city')} />
      <TimeZoneSelect
        label={t('field.timeZone')}
        value={values.timeZone}
        onChange={(zone) => set('timeZone', zone)}
        readOnly={readOnly}
        error={errors['timeZone']}
      />
      <NativeSelect
        label={t('field.currency')}
        data={currencies.map((code) => ({
          value: code,
          label: t('field.currencyOption', { code, name: t(`currency.${code}`) }),
        }))}
        value={values.currency}
        onChange={({ currentTarget: { value } }) => set('currency', value)}
        disabled={readOnly}
        error={errors['currency']}
      />
    </Columns>
  )
}
