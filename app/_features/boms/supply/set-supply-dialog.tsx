'use client'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import { Dialog } from '@/app/_components/dialog'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { TextInput } from '@/app/_components/ui/field'
import { Group, Skeleton, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useTRPC } from '@/app/_lib/trpc'
import { supplies, type Supply } from '@/server/domains/boms/rules/supply'
import { lineLabel } from '../line-text'
import type { Bom, Line } from '../types'
import classes from './supply.module.css'
import { useSupplyChanged } from './use-supply-changed'

export type SetSupplyProps = Readonly<{ bom: Bom; revisionId: string; opened: boolean; onClose: () => void }>

const most = 200

/** Says of many lines of a draft at once who brings the parts. */
export function SetSupplyDialog({ opened, ...props }: SetSupplyProps) {
  const { t } = useTranslation('boms')
  return (
    <Dialog opened={opened} onClose={props.onClose} title={t('supply.set.title')} size="lg">
      <SetSupply {...props} />
    </Dialog>
  )
}

function SetSupply({ revisionId, onClose }: Omit<SetSupplyProps, 'opened'>) {
  const { t } = useTranslation('boms')
  const trpc = useTRPC()
  const [search, setSearch] = useState('')
  const [settled] = useDebouncedValue(search.trim(), 180)
  const [chosen, setChosen] = useState<ReadonlyMap<string, Line>>(new Map())
  const { data, error } = useQuery(
    trpc.boms.lines.queryOptions(
      { revisionId, filter: { search: settled }, limit: most },
      { placeholderData: keepPreviousData },
    ),
  )
  const changed = useSupplyChanged(onClose)
  const set = useMutation(
    trpc.boms.setSupply.mutationOptions({
      onSuccess: ({ changed: count }) =>
        changed(count === 0 ? t('supply.set.unchanged') : t('supply.set.done', { count })),
    }),
  )
  const lines = data?.lines ?? []
  const all = lines.length > 0 && lines.every(({ id }) => chosen.has(id))
  const choose = (some: readonly Line[], on: boolean) => {
    const next = new Map(chosen)
    for (const line of some) {
      if (on) next.set(line.id, line)
      else next.delete(line.id)
    }
    setChosen(next)
  }
  const apply = (supply: Supply) =>
    set.mutate({
      revisionId,
      lines: [...chosen.values()].map(({ id: lineId, version }) => ({ lineId, version })),
      supply,
    })
  return (
    <Stack>
      <Text>{t('supply.set.hint')}</Text>
      <ErrorNotice error={set.error ?? error} />
      <TextInput
        type="search"
        aria-label={t('supply.set.search')}
        placeholder={t('supply.set.search')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {data ? (
        <>
          <Checkbox
            label={t('supply.set.chooseAll')}
            checked={all}
            onChange={(event) => choose(lines, event.currentTarget.checked)}
          />
          <ul className={classes.lines}>
            {lines.map((line) => (
              <li key={line.id} className={classes.line}>
                <Checkbox
                  label={[lineLabel(line), line.name].filter(Boolean).join(' · ')}
                  checked={chosen.has(line.id)}
                  onChange={(event) => choose([line], event.currentTarget.checked)}
                />
                <Chip tone={line.dnp ? 'amber' : line.suppliedBy === 'brand' ? 'accent' : 'muted'}>
                  {t(`supply.by.${line.dnp ? 'dnp' : line.suppliedBy}`)}
                </Chip>
              </li>
            ))}
            {lines.length === 0 && <li className={classes.line}>{t('supply.set.none')}</li>}
          </ul>
          {data.total > lines.length && <Text c="dimmed">{t('supply.set.most', { count: lines.length })}</Text>}
        </>
      ) : (
        <Skeleton height={240} />
      )}
      <output className={classes.faint}>{t('supply.set.chosen', { count: chosen.size })}</output>
      <Group gap="sm">
        {supplies.map((supply) => (
          <Button
            key={supply}
            variant="default"
            disabled={chosen.size === 0}
            loading={set.isPending && set.variables.supply === supply}
            onClick={() => apply(supply)}
          >
            {t(`supply.set.${supply}`)}
          </Button>
        ))}
      </Group>
    </Stack>
  )
}
