'use client'
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks'
import { IconPlus, IconSearch, IconTable, IconX } from '@tabler/icons-react'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionMenu } from '@/app/_components/action-menu'
import type { GridSort } from '@/app/_components/data-grid'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import { unresolvedFilters } from '@/server/domains/boms/rules/unresolved'
import { ColumnChooser } from './column-chooser'
import type { ColumnKey } from './columns'
import classes from './grid-toolbar.module.css'
import type { Bom } from './types'
import { isFiltered, nothingChosen, type Chosen } from './use-grid-state'

type Props = Readonly<{
  chosen: Chosen
  onChoose: (change: Partial<Chosen>) => void
  sections: readonly string[]
  variants: Bom['revisions'][number]['variants']
  total: number
  lineCount: number
  columns: readonly ColumnKey[]
  onColumns: (columns: readonly ColumnKey[]) => void
  prices: boolean
  /** Whether the reader may be asked to find parts. */
  writes: boolean
  onCopyAll: () => void
  /** Set where lines may be added. */
  onAdd?: (() => void) | undefined
  /** On a phone there are no headers to press. */
  sorting?: Readonly<{ sort: GridSort; sortable: readonly ColumnKey[]; onSort: (column: string) => void }>
}>

const typingMs = 180
const findingLabels = {
  all: 'unresolvedAll',
  mine: 'unresolvedMine',
  unowned: 'unresolvedUnowned',
  overdue: 'unresolvedOverdue',
} as const

/** Search, filters and columns of the grid. */
export function GridToolbar({
  chosen,
  onChoose,
  sections,
  variants,
  total,
  lineCount,
  columns,
  onColumns,
  prices,
  writes,
  onCopyAll,
  onAdd,
  sorting,
}: Props) {
  const { t } = useTranslation(['boms', 'bomRevisions', 'common'])
  const format = useFormat()
  const filtered = isFiltered(chosen)
  const flip = (key: 'missingMpn' | 'flagged' | 'hasQuestion') => () => onChoose({ [key]: !chosen[key] })
  return (
    <div className={`${classes.bar} no-print`}>
      <SearchBox value={chosen.search} onChange={(search) => onChoose({ search })} />
      <fieldset className={classes.chips} aria-label={t('grid.filters')}>
        <FilterChip
          on={chosen.placed === 'fitted'}
          onClick={() => onChoose({ placed: chosen.placed === 'fitted' ? 'all' : 'fitted' })}
        >
          {t('grid.fitted')}
        </FilterChip>
        <FilterChip
          on={chosen.placed === 'dnp'}
          onClick={() => onChoose({ placed: chosen.placed === 'dnp' ? 'all' : 'dnp' })}
        >
          {t('grid.dnp')}
        </FilterChip>
        <FilterChip on={chosen.missingMpn} onClick={flip('missingMpn')}>
          {t('grid.missingMpn')}
        </FilterChip>
        <NativeSelect
          size="xs"
          w={150}
          className={classes.pick}
          aria-label={t('grid.unresolvedWhich')}
          data={[
            { value: '', label: t('grid.unresolvedAny') },
            ...unresolvedFilters
              .filter((each) => each === 'all' || writes)
              .map((each) => ({ value: each, label: t(`grid.${findingLabels[each]}`) })),
          ]}
          value={chosen.unresolved ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onChoose({ unresolved: unresolvedFilters.find((each) => each === value) ?? null })
          }
        />
        <FilterChip on={chosen.hasQuestion} onClick={flip('hasQuestion')}>
          {t('grid.hasQuestion')}
        </FilterChip>
        <FilterChip on={chosen.flagged} onClick={flip('flagged')}>
          {t('grid.flagged')}
        </FilterChip>
        {sections.length > 0 && (
          <NativeSelect
            size="xs"
            w={150}
            aria-label={t('grid.section')}
            data={[{ value: '', label: t('grid.anySection') }, ...sections]}
            value={chosen.section ?? ''}
            onChange={({ currentTarget: { value } }) => onChoose({ section: value === '' ? null : value })}
          />
        )}
        {variants.length > 0 && (
          <NativeSelect
            size="xs"
            w={150}
            aria-label={t('variants.filter')}
            data={[
              { value: '', label: t('variants.anyVariant') },
              ...variants.map(({ code, name }) => ({ value: code, label: `${code} ${format.text(name)}` })),
            ]}
            value={chosen.variant ?? ''}
            onChange={({ currentTarget: { value } }) => onChoose({ variant: value === '' ? null : value })}
          />
        )}
        {filtered && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onChoose(nothingChosen)}>
            {t('grid.clear')}
          </Button>
        )}
      </fieldset>
      <div className={classes.end}>
        <span className={classes.count} aria-live="polite">
          {filtered ? `${format.count(total)} / ${format.count(lineCount)}` : t('lines', { count: lineCount })}
        </span>
        {onAdd !== undefined && (
          <Button size="sm" variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
            {t('bomRevisions:edit.add')}
          </Button>
        )}
        <ActionIcon variant="default" size={36} aria-label={t('bomRevisions:copy.all')} onClick={onCopyAll}>
          <IconTable size={17} />
        </ActionIcon>
        {sorting ? (
          <SortMenu {...sorting} />
        ) : (
          <ColumnChooser columns={columns} onColumns={onColumns} prices={prices} />
        )}
      </div>
    </div>
  )
}

/** Filters while typing; `/` anywhere on the page leads here. */
function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation(['boms', 'common'])
  const [typed, setTyped] = useState(value)
  const [last, setLast] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  const tell = useDebouncedCallback(onChange, typingMs)
  // Cleared from outside, as by "Clear filters".
  if (value !== last) {
    setLast(value)
    if (value === '') setTyped('')
  }
  useHotkeys([['/', () => input.current?.focus()]])
  const change = (next: string) => {
    setTyped(next)
    tell(next)
  }
  return (
    <TextInput
      ref={input}
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
      placeholder={t('grid.search')}
      aria-label={t('grid.search')}
      title={t('grid.searchHint')}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.nativeEvent.isComposing && typed !== '') {
          event.stopPropagation()
          change('')
        }
      }}
    />
  )
}

const FilterChip = ({ on, onClick, children }: { on: boolean; onClick: () => void; children: ReactNode }) => (
  <button type="button" className={classes.chip} aria-pressed={on} onClick={onClick}>
    {children}
  </button>
)

function SortMenu({ sort, sortable, onSort }: NonNullable<Props['sorting']>) {
  const { t } = useTranslation(['boms'])
  return (
    <ActionMenu
      trigger={
        <Button variant="default" size="md" px="sm">
          {t('grid.sortBy')}
        </Button>
      }
      entries={sortable.map((key) => ({
        label: t(`column.${key}`),
        end: sort.column === key ? (sort.descending ? '↓' : '↑') : undefined,
        tall: true,
        onClick: () => onSort(key),
      }))}
    />
  )
}
