'use client'
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useRef, useState, type ReactNode, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import { sections, verificationMethods, type Section } from '@/server/domains/specs/rules/requirement'
import classes from './filter-bar.module.css'
import { isFiltered, noFilter, type Filter } from './filter'
import type { Owner } from './types'

type Props = Readonly<{
  filter: Filter
  onFilter: (change: Partial<Filter>) => void
  present: readonly Section[]
  owners: readonly Owner[]
  shown: number
  total: number
  both: boolean
  onBoth: (both: boolean) => void
  search: RefObject<HTMLInputElement | null>
  /** Where Escape from an empty search leads. */
  onLeave: () => void
}>

const translations = ['wanting', 'stale', 'unverified'] as const

/** Search and filters over the whole document, in both languages. */
export function FilterBar({ filter, onFilter, present, owners, shown, total, both, onBoth, search, onLeave }: Props) {
  const { t } = useTranslation(['specs', 'common'])
  const format = useFormat()
  const filtered = isFiltered(filter)
  return (
    <div className={`${classes.bar} no-print`}>
      <SearchBox value={filter.search} onChange={(text) => onFilter({ search: text })} own={search} onLeave={onLeave} />
      <output className={classes.count}>
        {filtered
          ? t('specs:doc.shown', { shown: format.count(shown), total: format.count(total) })
          : t('specs:list.requirements', { count: total })}
      </output>
      <fieldset className={classes.chips} aria-label={t('specs:doc.filters')}>
        <FilterChip on={filter.critical} onClick={() => onFilter({ critical: !filter.critical })}>
          {t('specs:doc.critical')}
        </FilterChip>
        {translations.map((each) => (
          <FilterChip
            key={each}
            on={filter.translation === each}
            onClick={() => onFilter({ translation: filter.translation === each ? null : each })}
          >
            {t(`specs:doc.${each}`)}
          </FilterChip>
        ))}
        <FilterChip on={filter.hasChecks} onClick={() => onFilter({ hasChecks: !filter.hasChecks })}>
          {t('specs:doc.hasChecks')}
        </FilterChip>
        <FilterChip on={filter.hasQuestion} onClick={() => onFilter({ hasQuestion: !filter.hasQuestion })}>
          {t('specs:doc.hasQuestion')}
        </FilterChip>
        <Select
          label={t('specs:requirement.section')}
          value={filter.section ?? ''}
          onChange={(value) => onFilter({ section: sections.find((each) => each === value) ?? null })}
          data={[
            { value: '', label: t('specs:doc.anySection') },
            ...present.map((each) => ({ value: each, label: t(`specs:section.${each}`) })),
          ]}
        />
        <Select
          label={t('specs:requirement.verification')}
          value={filter.verification ?? ''}
          onChange={(value) =>
            onFilter({
              verification: value === 'none' ? 'none' : (verificationMethods.find((each) => each === value) ?? null),
            })
          }
          data={[
            { value: '', label: t('specs:doc.anyVerification') },
            ...verificationMethods.map((each) => ({ value: each, label: t(`specs:verification.${each}`) })),
            { value: 'none', label: t('specs:doc.noVerification') },
          ]}
        />
        {owners.length > 0 && (
          <Select
            label={t('specs:requirement.owner')}
            value={filter.owner ?? ''}
            onChange={(value) => onFilter({ owner: value === '' ? null : value })}
            data={[
              { value: '', label: t('specs:doc.anyOwner') },
              ...owners.map((each) => ({ value: each.id, label: format.person(each) })),
              { value: 'none', label: t('specs:doc.noOwner') },
            ]}
          />
        )}
        <FilterChip on={both} onClick={() => onBoth(!both)}>
          {t('specs:doc.both')}
        </FilterChip>
        {filtered && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onFilter(noFilter)}>
            {t('specs:doc.clear')}
          </Button>
        )}
      </fieldset>
    </div>
  )
}

type SelectProps = Readonly<{
  label: string
  value: string
  onChange: (value: string) => void
  data: { value: string; label: string }[]
}>

const Select = ({ label, value, onChange, data }: SelectProps) => (
  <NativeSelect
    size="xs"
    className={classes.select}
    data-on={value !== '' || undefined}
    aria-label={label}
    data={data}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
)

const FilterChip = ({ on, onClick, children }: { on: boolean; onClick: () => void; children: ReactNode }) => (
  <button type="button" className={classes.chip} aria-pressed={on} onClick={onClick}>
    {children}
  </button>
)

const typingMs = 120

type SearchProps = Readonly<{
  value: string
  onChange: (value: string) => void
  own: RefObject<HTMLInputElement | null>
  onLeave: () => void
}>

/** Filters while typing, not before an input method is done with a word; `/` anywhere on the page leads here. */
function SearchBox({ value, onChange, own, onLeave }: SearchProps) {
  const { t } = useTranslation(['specs', 'common'])
  const [typed, setTyped] = useState(value)
  const [last, setLast] = useState(value)
  const composing = useRef(false)
  const tell = useDebouncedCallback(onChange, typingMs)
  // Cleared from outside, as by "Clear filters".
  if (value !== last) {
    setLast(value)
    if (value === '') setTyped('')
  }
  useHotkeys([['/', () => own.current?.focus()]])
  const change = (next: string) => {
    setTyped(next)
    if (!composing.current) tell(next)
  }
  return (
    <TextInput
      ref={own}
      type="search"
      className={classes.search}
      size="sm"
      leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
      rightSection={
        typed !== '' && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('common:actions.clear')}
            onClick={() => change('')}
          >
            <IconX size={14} />
          </ActionIcon>
        )
      }
      placeholder={t('specs:doc.search')}
      aria-label={t('specs:doc.search')}
      title={t('specs:doc.searchHint')}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      onCompositionStart={() => (composing.current = true)}
      onCompositionEnd={(event) => {
        composing.current = false
        change(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') {
          event.stopPropagation()
          if (typed !== '') change('')
          else onLeave()
        }
        if (event.key === 'ArrowDown' || event.key === 'Enter') {
          event.preventDefault()
          onLeave()
        }
      }}
    />
  )
}
