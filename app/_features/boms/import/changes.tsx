'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { Skeleton } from '@/app/_components/ui/layout'
import { SegmentedControl } from '@/app/_components/ui/segmented-control'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { changeFilters, type ChangeFilter } from '@/server/domains/boms/rules/choices'
import { priceText } from '../line-text'
import type { Changes, Preview } from '../types'
import classes from './changes.module.css'

type Change = Changes['changes'][number]
type Words = TFunction<['boms', 'bomImport', 'common']>

const pageSize = 50
const tones = { added: 'accent', removed: 'red', changed: 'amber' } as const

/** What the file changes of the revision it follows, cell by cell, before anything is accepted. */
export function ImportChanges({ importId, preview }: { importId: string; preview: Preview }) {
  const { t } = useTranslation(['boms', 'bomImport', 'common'])
  const trpc = useTRPC()
  const format = useFormat()
  const [filter, setFilter] = useState<ChangeFilter>('all')
  const [pages, setPages] = useState(1)
  const { version, base } = preview
  // The server answers at most two hundred at once; whoever wants more narrows the list.
  const limit = Math.min(200, pages * pageSize)
  const found = useQuery(
    trpc.boms.previewChanges.queryOptions(
      { importId, version, filter, offset: 0, limit },
      { staleTime: Infinity, placeholderData: keepPreviousData },
    ),
  )
  const number = base?.number ?? ''
  const counts = found.data?.counts
  const nothing = counts !== undefined && counts.added + counts.removed + counts.changed === 0
  return (
    <Panel
      title={t('boms:import.changes.title', { number })}
      flush
      actions={
        !nothing && (
          <SegmentedControl
            size="xs"
            aria-label={t('boms:import.changes.filter')}
            value={filter}
            onChange={(value) => {
              setFilter(changeFilters.find((each) => each === value) ?? 'all')
              setPages(1)
            }}
            data={changeFilters.map((value) => ({ value, label: t(`boms:import.changes.${value}`) }))}
          />
        )
      }
    >
      <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
      {base?.sameFile && <p className={classes.note}>{t('boms:import.changes.sameFile', { number })}</p>}
      {!found.data ? (
        !found.error && <Skeleton height={120} />
      ) : nothing ? (
        <output className={classes.note}>{t('boms:import.changes.none', { number })}</output>
      ) : (
        <>
          <p className={classes.note}>{t('boms:import.changes.hint')}</p>
          <output className={classes.counts}>
            {(['added', 'removed', 'changed', 'unchanged'] as const).map((kind) => (
              <span key={kind}>{t(`boms:import.changes.count.${kind}`, { count: counts?.[kind] ?? 0 })}</span>
            ))}
          </output>
          <ul className={classes.list} aria-busy={found.isPlaceholderData}>
            {found.data.changes.map((change) => (
              <ChangedLine key={keyOf(change)} change={change} t={t} quantity={format.quantity} />
            ))}
          </ul>
          {found.data.total === 0 && <p className={classes.note}>{t('boms:import.changes.noSuch')}</p>}
          {found.data.total > limit && (
            <div className={classes.more}>
              {limit < 200 ? (
                <Button variant="default" onClick={() => setPages(pages + 1)} loading={found.isPlaceholderData}>
                  {t('boms:import.changes.moreOf')}
                </Button>
              ) : (
                <span>{t('boms:import.more', { count: found.data.total - limit })}</span>
              )}
            </div>
          )}
        </>
      )}
    </Panel>
  )
}

const keyOf = (change: Change): string =>
  change.kind === 'removed' ? `- ${change.before.position}` : `${change.kind} ${change.after.position}`

function ChangedLine({ change, t, quantity }: { change: Change; t: Words; quantity: (decimal: string) => string }) {
  const label = change.kind === 'removed' ? change.before : change.after
  const names = [label.refs, label.mpn || label.ipn, label.text].filter(Boolean)
  return (
    <li className={classes.change}>
      <div className={classes.head}>
        <Chip tone={tones[change.kind]}>{t(`boms:import.changes.${change.kind}`)}</Chip>
        <strong className={classes.name}>
          {names[0] ?? t('boms:import.changes.nameless', { position: label.position })}
        </strong>
        <span className={classes.rest}>{names.slice(1).join(' · ')}</span>
        {change.kind !== 'removed' && (
          <span className={classes.row}>{t('boms:import.goToRow', { row: change.row })}</span>
        )}
      </div>
      {change.cells.length > 0 && (
        <dl className={classes.cells}>
          {change.cells.map((cell) => (
            <div key={cell.field}>
              <dt>{t(`boms:import.changes.field.${cell.field}`)}</dt>
              <dd>
                <del aria-label={t('boms:import.changes.before')}>{textOf(cell.field, cell.before, t, quantity)}</del>
                <span aria-hidden> → </span>
                <ins aria-label={t('boms:import.changes.after')}>{textOf(cell.field, cell.after, t, quantity)}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}

/** A stored cell in the reader's words. */
function textOf(
  field: Change['cells'][number]['field'],
  text: string,
  t: Words,
  quantity: (decimal: string) => string,
): string {
  if (field === 'quantity') return text === '' ? t('boms:grid.asRequired') : quantity(text)
  if (text === '') return t('boms:import.changes.empty')
  if (field === 'dnp' || field === 'excludeFromBom') return t(text === 'yes' ? 'boms:export.yes' : 'boms:export.no')
  if (field === 'usage' && (text === 'phantom' || text === 'optional' || text === 'consumable' || text === 'normal'))
    return t(`bomImport:meaning.${text}`)
  if (field === 'suppliedBy' && (text === 'brand' || text === 'factory')) return t(`boms:import.supplied.${text}`)
  if (field === 'price') {
    const [micros = '', currency = ''] = text.split(' ')
    return priceText(micros, currency === '' ? null : currency)
  }
  return text
}
