'use client'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextInput } from '@/app/_components/ui/field'
import { lineLabel } from '@/app/_features/boms/line-text'
import { useTRPC } from '@/app/_lib/trpc'
import classes from '../form.module.css'

export type ChosenLine = Readonly<{ id: string; label: string }>
type Props = Readonly<{
  revisionId: string
  line: ChosenLine | null
  /** The line is given and stays. */
  fixed: boolean
  onChoose: (line: ChosenLine | null) => void
}>

const pauseMs = 200
const most = 8

/** Finds the line a substitute is for. */
export function LineSearch({ revisionId, line, fixed, onChoose }: Props) {
  const { t } = useTranslation('changes')
  const trpc = useTRPC()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), pauseMs)
  const found = useQuery(
    trpc.boms.lines.queryOptions(
      { revisionId, offset: 0, limit: most, filter: { search } },
      { enabled: search !== '' && line === null, placeholderData: keepPreviousData },
    ),
  )
  if (fixed && line)
    return (
      <p className={classes.faint}>
        {t('substitution.dialog.line')}: <b>{line.label}</b>
      </p>
    )
  return (
    <>
      <TextInput
        label={t('substitution.dialog.findLine')}
        type="search"
        autoComplete="off"
        value={line?.label ?? typed}
        onChange={(event) => {
          onChoose(null)
          setTyped(event.currentTarget.value)
        }}
      />
      {line === null && search !== '' && found.data && (
        <ul className={classes.found}>
          {found.data.lines.map((each) => (
            <li key={each.id}>
              <button type="button" onClick={() => onChoose({ id: each.id, label: lineLabel(each) })}>
                {lineLabel(each)}
              </button>
            </li>
          ))}
          {found.data.lines.length === 0 && <li className={classes.faint}>{t('substitution.dialog.notFound')}</li>}
        </ul>
      )}
    </>
  )
}
