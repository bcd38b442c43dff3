'use client'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Checkbox } from '@/app/_components/ui/choices'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import type { Bom } from '../types'
import classes from './structure.module.css'
import { isAmount, type Build } from './use-build'

type Props = Readonly<{
  bom: Bom
  revision: Bom['revisions'][number]
  build: Build
  factories: readonly Readonly<{ orgId: string; legalNameEn: string; legalNameZh: string }>[]
  onChange: (next: Partial<Build>) => void
}>

const typingMs = 350

/** How many are built, as which variant, and whose losses count. */
export function BuildControls({ bom, revision, build, factories, onChange }: Props) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  return (
    <div className={`${classes.controls} no-print`}>
      <Quantity value={build.quantity} onChange={(quantity) => onChange({ quantity })} />
      {revision.variants.length > 0 && (
        <NativeSelect
          label={t('structure.variant')}
          value={build.variant ?? ''}
          data={[
            { value: '', label: t('structure.noVariant') },
            ...revision.variants.map(({ code, name }) => ({
              value: code,
              label: [code, format.text(name)].filter(Boolean).join(' · '),
            })),
          ]}
          onChange={({ currentTarget: { value } }) => onChange({ variant: value || null })}
        />
      )}
      {bom.revisions.length > 1 && (
        <NativeSelect
          label={t('structure.revision')}
          value={revision.id}
          data={bom.revisions.map(({ id, number, letter }) => ({ value: id, label: letter ?? number }))}
          onChange={({ currentTarget: { value } }) =>
            onChange({ revision: value === bom.currentRevisionId ? null : value })
          }
        />
      )}
      {factories.length > 0 && bom.owns && (
        <NativeSelect
          label={t('structure.factory')}
          value={build.factory ?? ''}
          data={[
            { value: '', label: t('structure.classLosses') },
            ...factories.map((factory) => ({ value: factory.orgId, label: format.org(factory) })),
          ]}
          onChange={({ currentTarget: { value } }) => onChange({ factory: value || null })}
        />
      )}
      <span className={classes.check}>
        <Checkbox
          label={t('structure.optional')}
          checked={build.includeOptional}
          onChange={(event) => onChange({ includeOptional: event.currentTarget.checked })}
        />
      </span>
    </div>
  )
}

/** Counts again once the typing stops; what is no number is said and changes nothing. */
function Quantity({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('boms')
  const [typed, setTyped] = useState(value)
  const [last, setLast] = useState(value)
  const tell = useDebouncedCallback(onChange, typingMs)
  if (value !== last) {
    setLast(value)
    setTyped(value)
  }
  return (
    <TextInput
      label={t('structure.quantity')}
      inputMode="decimal"
      w={140}
      value={typed}
      error={isAmount(typed) ? undefined : t('structure.quantityHint')}
      onChange={({ currentTarget: { value: next } }) => {
        setTyped(next)
        if (isAmount(next)) tell(next.trim())
      }}
    />
  )
}
