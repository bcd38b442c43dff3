'use client'
import { useTranslation } from 'react-i18next'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Columns } from '@/app/_components/ui/layout'
import type { ManufacturerPartFields } from '@/server/domains/parts/inputs'
import { complianceStates, partLifecycles } from '@/server/domains/parts/lifecycle'
import { longest, mslLevels } from '@/server/domains/parts/rules/limits'
import { choice, orNull } from './choices'

export type Declared = Omit<ManufacturerPartFields, 'mpn' | 'manufacturer'>
export const nothingDeclared: Declared = {
  package: '',
  lifecycle: 'unknown',
  lastTimeBuy: null,
  msl: '',
  rohs: 'unknown',
  reach: 'unknown',
  datasheet: '',
}

type Props = Readonly<{
  value: Declared
  onChange: (change: Partial<Declared>) => void
  /** Refusals by field. */
  errors: Readonly<Record<string, string>>
}>

/** What a maker says of its part: the same fields for a part and for a maker's part. */
export function DeclaredFields({ value, onChange, errors }: Props) {
  const { t } = useTranslation('parts')
  return (
    <>
      <Columns narrow>
        <TextInput
          label={t('sheet.column.package')}
          maxLength={longest.package}
          value={value.package}
          error={errors['package']}
          onChange={(event) => onChange({ package: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('sheet.column.msl')}
          value={value.msl}
          {...choice(
            mslLevels,
            (level) => (level === '' ? t('kindNone') : level),
            (msl) => onChange({ msl }),
          )}
        />
        <NativeSelect
          label={t('sheet.column.lifecycle')}
          value={value.lifecycle}
          {...choice(
            partLifecycles,
            (state) => t(`lifecycle.${state}`),
            (lifecycle) => onChange({ lifecycle }),
          )}
        />
        <TextInput
          type="date"
          label={t('sheet.column.lastTimeBuy')}
          value={value.lastTimeBuy ?? ''}
          error={errors['lastTimeBuy']}
          onChange={(event) => onChange({ lastTimeBuy: orNull(event.currentTarget.value) })}
        />
        <NativeSelect
          label={t('sheet.column.rohs')}
          value={value.rohs}
          {...choice(
            complianceStates,
            (state) => t(`compliance.${state}`),
            (rohs) => onChange({ rohs }),
          )}
        />
        <NativeSelect
          label={t('sheet.column.reach')}
          value={value.reach}
          {...choice(
            complianceStates,
            (state) => t(`compliance.${state}`),
            (reach) => onChange({ reach }),
          )}
        />
      </Columns>
      <TextInput
        type="url"
        label={t('sheet.column.datasheet')}
        maxLength={longest.url}
        value={value.datasheet}
        error={errors['datasheet']}
        onChange={(event) => onChange({ datasheet: event.currentTarget.value })}
      />
    </>
  )
}

/** Refusals of a nested object by the fields inside: `part.number` as `number`. */
export const inside = (prefix: string, errors: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(errors).map(([path, text]) => [
      path.startsWith(`${prefix}.`) ? path.slice(prefix.length + 1) : path,
      text,
    ]),
  )
