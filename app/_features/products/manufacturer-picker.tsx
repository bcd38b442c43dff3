'use client'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Radio } from '@/app/_components/ui/choices'
import { TextInput } from '@/app/_components/ui/field'
import { Skeleton } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import classes from './manufacturer-picker.module.css'

/** One manufacturer of the directory, searched in both languages and by pinyin. */
export function ManufacturerPicker({ value, onChange }: { value: string; onChange: (orgId: string) => void }) {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const format = useFormat()
  const group = useId()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), 200)
  const { data, error } = useQuery(
    trpc.orgs.listManufacturers.queryOptions({ search }, { placeholderData: keepPreviousData }),
  )
  return (
    <div>
      <TextInput
        type="search"
        label={t('invite.orgLabel')}
        placeholder={t('invite.orgSearch')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault()
        }}
        mb="xs"
      />
      <ErrorNotice error={error} />
      {!data && !error && <Skeleton height={120} />}
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('invite.orgNone')}
        </Text>
      )}
      {data && data.items.length > 0 && (
        <div role="radiogroup" aria-label={t('invite.orgHint')} className={classes.list}>
          {data.items.map((org) => (
            <Radio
              key={org.id}
              name={group}
              value={org.id}
              label={format.org(org)}
              description={org.city}
              checked={org.id === value}
              onChange={() => onChange(org.id)}
              className={classes.item}
            />
          ))}
        </div>
      )}
    </div>
  )
}
