'use client'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import type { SpecData } from '../use-spec-data'
import { useWords } from '../use-words'
import { allTicks, matches, tallyOf, type Item, type ItemKind, type Meanwhile } from './proposal'
import { ProposalItem } from './proposal-item'
import classes from './proposal-view.module.css'

type Props = Readonly<{
  items: readonly Item[]
  ticked: ReadonlySet<string>
  meanwhile: Meanwhile | null
  rows: number
  /** The revision the workbook was exported from, where it knows. */
  exported: string | null
  data: SpecData
  onTick: (keys: readonly string[], on: boolean) => void
}>

const kinds = ['changed', 'added', 'removed', 'order'] as const satisfies readonly ItemKind[]
/** More are shown on demand: nobody reads two thousand at once. */
const step = 150

/** All that a sheet would do, to be accepted or declined, with filters that ticking follows. */
export function ProposalView({ items, ticked, meanwhile, rows, exported, data, onTick }: Props) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  const words = useWords(data.owners)
  const known = useMemo(() => new Map(data.requirements.map((each) => [each.id, each])), [data.requirements])
  const [only, setOnly] = useState<ItemKind | 'meanwhile' | 'conflict' | null>(null)
  const [search, setSearch] = useState('')
  const [most, setMost] = useState(step)
  const deferred = useDeferredValue(search)
  const tally = useMemo(() => tallyOf(items), [items])
  const shown = useMemo(() => {
    const titleOf = (id: string) => Object.values(known.get(id)?.title ?? {}).join(' ')
    return items.filter((item) => isShown(item, only, meanwhile) && matches(item, deferred, titleOf))
  }, [items, only, deferred, known, meanwhile])
  const keys = useMemo(() => shown.flatMap((item) => item.keys), [shown])
  const changedSince = useMemo(() => items.filter((item) => isMeanwhile(item, meanwhile)).length, [items, meanwhile])
  const torn = useMemo(() => items.filter(({ conflicts }) => conflicts.size > 0).length, [items])
  const since = exported !== null && <p className={classes.since}>{t('exchange.exported', { revision: exported })}</p>
  if (items.length === 0) {
    return (
      <>
        {since}
        <output className={classes.none}>
          {t(exported === null ? 'exchange.same' : 'exchange.untouched', { count: rows })}
        </output>
      </>
    )
  }
  return (
    <section className={classes.whole} aria-label={t('exchange.proposal')}>
      {since}
      {torn > 0 && (
        <Alert color="yellow" variant="light">
          <strong>{t('exchange.conflict.title', { count: torn })}</strong> {t('exchange.conflict.body')}
        </Alert>
      )}
      {meanwhile && (
        <Alert color="yellow" variant="light">
          <strong>{t('exchange.againTitle')}</strong> {t('exchange.againBody')}{' '}
          {changedSince > 0 ? t('exchange.againMarked', { count: changedSince }) : t('exchange.againSame')}
          {meanwhile.gone > 0 && ` ${t('exchange.againGone', { count: meanwhile.gone })}`}
        </Alert>
      )}
      <div className={classes.tools}>
        <TextInput
          type="search"
          size="sm"
          className={classes.search}
          aria-label={t('exchange.search')}
          placeholder={t('exchange.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || search === '' || event.nativeEvent.isComposing) return
            // Clears the search first; the dialog closes with the next press.
            event.stopPropagation()
            setSearch('')
          }}
        />
        <fieldset className={classes.chips} aria-label={t('exchange.filters')}>
          {kinds.map(
            (kind) =>
              tally[kind] > 0 && (
                <button
                  key={kind}
                  type="button"
                  className={classes.chip}
                  aria-pressed={only === kind}
                  onClick={() => setOnly(only === kind ? null : kind)}
                >
                  {t(`exchange.kind.${kind}`)} {kind !== 'order' && format.count(tally[kind])}
                </button>
              ),
          )}
          {torn > 0 && (
            <button
              type="button"
              className={classes.chip}
              aria-pressed={only === 'conflict'}
              onClick={() => setOnly(only === 'conflict' ? null : 'conflict')}
            >
              {t('exchange.conflict.mark')} {format.count(torn)}
            </button>
          )}
          {changedSince > 0 && (
            <button
              type="button"
              className={classes.chip}
              aria-pressed={only === 'meanwhile'}
              onClick={() => setOnly(only === 'meanwhile' ? null : 'meanwhile')}
            >
              {t('exchange.meanwhile')} {format.count(changedSince)}
            </button>
          )}
        </fieldset>
        <span className={classes.all}>
          <Button
            size="compact-md"
            variant="default"
            disabled={keys.length === 0}
            onClick={() => onTick(allTicks(shown), true)}
          >
            {t('exchange.tickAll')}
          </Button>
          <Button size="compact-md" variant="default" disabled={keys.length === 0} onClick={() => onTick(keys, false)}>
            {t('exchange.tickNone')}
          </Button>
        </span>
      </div>
      {shown.length === 0 ? (
        <output className={classes.none}>{t('doc.none')}</output>
      ) : (
        <ul className={classes.items}>
          {shown.slice(0, most).map((item) => (
            <ProposalItem
              key={item.id}
              item={item}
              ticked={ticked}
              meanwhile={meanwhile}
              onTick={onTick}
              words={words}
              known={known}
            />
          ))}
        </ul>
      )}
      {shown.length > most && (
        <Button variant="default" onClick={() => setMost(most + step)}>
          {t('exchange.more', { count: shown.length - most })}
        </Button>
      )}
    </section>
  )
}

function isShown(item: Item, only: ItemKind | 'meanwhile' | 'conflict' | null, meanwhile: Meanwhile | null): boolean {
  if (only === null) return true
  if (only === 'meanwhile') return isMeanwhile(item, meanwhile)
  return only === 'conflict' ? item.conflicts.size > 0 : item.kind === only
}

const isMeanwhile = ({ keys }: Item, meanwhile: Meanwhile | null): boolean =>
  meanwhile !== null && keys.some((key) => meanwhile.since.has(key))
