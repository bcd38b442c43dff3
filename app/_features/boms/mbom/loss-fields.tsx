'use client'
import { useTranslation } from 'react-i18next'
import { TextInput } from '@/app/_components/ui/field'
import { Group } from '@/app/_components/ui/layout'

/** Losses and pack as typed; empty where nothing is said. */
export type TypedLoss = Readonly<{ attritionPct: string; attritionExtra: string; packMultiple: string }>

type Stated = Readonly<{ attritionPct: string | null; attritionExtra: string | null; packMultiple: string | null }>

export const typedLoss = (stated: Stated | null): TypedLoss => ({
  attritionPct: stated?.attritionPct ?? '',
  attritionExtra: stated?.attritionExtra ?? '',
  packMultiple: stated?.packMultiple ?? '',
})

const orNull = (text: string) =>
  text.trim() === ''
    ? null
    : text
        .trim()
        .replace(/[%％]$/, '')
        .trim()
export const statedLoss = ({ attritionPct, attritionExtra, packMultiple }: TypedLoss): Stated => ({
  attritionPct: orNull(attritionPct),
  attritionExtra: orNull(attritionExtra),
  packMultiple: orNull(packMultiple),
})

type Props = Readonly<{
  loss: TypedLoss
  errors: Readonly<Record<string, string>>
  onChange: (loss: TypedLoss) => void
}>

export function LossFields({ loss, errors, onChange }: Props) {
  const { t } = useTranslation('boms')
  const field = (key: keyof TypedLoss, label: string) => (
    <TextInput
      label={label}
      inputMode="decimal"
      w={150}
      value={loss[key]}
      error={errors[key]}
      onChange={(event) => onChange({ ...loss, [key]: event.currentTarget.value })}
    />
  )
  return (
    <Group gap="sm" align="flex-start">
      {field('attritionPct', t('mbom.pct'))}
      {field('attritionExtra', t('mbom.extra'))}
      {field('packMultiple', t('mbom.pack'))}
    </Group>
  )
}
