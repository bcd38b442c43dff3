'use client'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { lineLabel } from '@/app/_features/boms/line-text'
import { useTRPC } from '@/app/_lib/trpc'
import type { RequirementLink } from '@/server/domains/specs/rules/requirement'
import classes from './links-field.module.css'

const pauseMs = 200
const most = 8

/** Finds a line in the current BOMs of the product by reference or part. */
export function BomLineChoice({
  productId,
  onChoose,
}: {
  productId: string
  onChoose: (link: RequirementLink) => void
}) {
  const { t } = useTranslation(['specs', 'common'])
  const trpc = useTRPC()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), pauseMs)
  const [bomId, setBomId] = useState<string | null>(null)
  const boms = useQuery(trpc.boms.listBoms.queryOptions({ productId }))
  const open = (boms.data?.boms ?? []).filter(({ archivedAt }) => archivedAt === null)
  const bom = open.find(({ id }) => id === bomId) ?? open[0]
  const lines = useQuery(
    trpc.boms.lines.queryOptions(
      { revisionId: bom?.revisionId ?? '', offset: 0, limit: most, filter: { search } },
      { enabled: bom !== undefined && search !== '', placeholderData: keepPreviousData },
    ),
  )
  return (
    <div className={classes.lines}>
      {open.length > 1 && (
        <NativeSelect
          size="sm"
          aria-label={t('specs:linkKind.bomLine')}
          value={bom?.id}
          onChange={(event) => setBomId(event.currentTarget.value)}
          data={open.map(({ id, name }) => ({ value: id, label: name.en || name.zh }))}
        />
      )}
      <TextInput
        size="sm"
        type="search"
        aria-label={t('specs:editor.linkTo')}
        placeholder={t('common:actions.search')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {search !== '' && (
        <ul className={classes.found}>
          {(lines.data?.lines ?? []).map((line) => (
            <li key={line.id}>
              <button
                type="button"
                onClick={() => {
                  onChoose({ kind: 'bomLine', id: line.id, label: lineLabel(line).slice(0, 200) })
                  setTyped('')
                }}
              >
                {lineLabel(line)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
