'use client'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { readQuantity, type Build } from './build'
import classes from './build-bar.module.css'
import type { Bom } from './types'

type Props = Readonly<{
  bom: Bom
  build: Build
  onChange: (change: Readonly<Record<string, string | null>>) => void
  children?: ReactNode
}>

/** Which revision is built, how many, and as which variant. What is typed counts when the field is left or on Enter. */
export function BuildBar({ bom, build, onChange, children }: Props) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const trpc = useTRPC()
  const variants = useQuery(trpc.boms.listVariants.queryOptions({ revisionId: build.revisionId }))
  return (
    <div className={`${classes.bar} no-print`}>
      <NativeSelect
        size="sm"
        className={`${classes.field} ${classes.half}`}
        label={t('cost.revision')}
        data={bom.revisions.map(({ id, number, letter }) => ({ value: id, label: letter ?? number }))}
        value={build.revisionId}
        onChange={({ currentTarget: { value } }) =>
          onChange({ revision: value === bom.currentRevisionId ? null : value, variant: null })
        }
      />
      <QuantityField key={build.quantity} value={build.quantity} onChange={(quantity) => onChange({ quantity })} />
      {(variants.data?.variants.length ?? 0) > 0 && (
        <NativeSelect
          size="sm"
          className={classes.wide}
          label={t('cost.variant')}
          data={[
            { value: '', label: t('cost.everyVariant') },
            ...(variants.data?.variants ?? []).map(({ code, name }) => ({
              value: code,
              label: [code, format.text(name)].filter(Boolean).join(' · '),
            })),
          ]}
          value={build.variant ?? ''}
          onChange={({ currentTarget: { value } }) => onChange({ variant: value === '' ? null : value })}
        />
      )}
      {children}
    </div>
  )
}

function QuantityField({ value, onChange }: Readonly<{ value: string; onChange: (quantity: string) => void }>) {
  const { t } = useTranslation(['boms', 'errors'])
  const [typed, setTyped] = useState(value)
  const read = readQuantity(typed)
  const settle = () => {
    if (read !== null && read !== value) onChange(read)
  }
  return (
    <TextInput
      size="sm"
      className={`${classes.field} ${classes.half}`}
      label={t('boms:cost.quantity')}
      inputMode="numeric"
      value={typed}
      error={read === null ? t('errors:boms.buildQuantityInvalid') : undefined}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) settle()
      }}
    />
  )
}
