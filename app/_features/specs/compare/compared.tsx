'use client'
import { useMediaQuery } from '@mantine/hooks'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { ActionIcon } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { SegmentedControl } from '@/app/_components/ui/segmented-control'
import { useTRPC } from '@/app/_lib/trpc'
import type { RevisionDiff } from '@/server/domains/specs/queries/diff-revisions'
import type { RequirementDiff } from '@/server/domains/specs/rules/diff'
import { sections, type Section } from '@/server/domains/specs/rules/requirement'
import type { Spec } from '../types'
import { ContractDiff } from '../contract/contract-diff'
import { CompareSkeleton } from './compare-skeleton'
import classes from './compared.module.css'
import { signs, type View } from './difference'
import { DifferenceList, type ListHandle } from './difference-list'
import type { Pair } from './pair'
import { useFactWords } from './use-fact-words'

type Kind = RequirementDiff['kind']
const kinds: readonly Kind[] = ['added', 'removed', 'changed', 'moved']

/** What differs between two revisions, filtered, counted and walked through. */
export function Compared({ spec, pair }: { spec: Spec; pair: Pair }) {
  const trpc = useTRPC()
  const diff = useQuery(trpc.specs.diffRevisions.queryOptions(pair))
  if (!diff.data) {
    return diff.error ? <ErrorNotice error={diff.error} onRetry={() => void diff.refetch()} /> : <CompareSkeleton />
  }
  return <Differences key={`${pair.before} ${pair.after}`} spec={spec} pair={pair} diff={diff.data} />
}

function Differences({ spec, pair, diff }: { spec: Spec; pair: Pair; diff: RevisionDiff }) {
  const { t } = useTranslation('specs')
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const [chosenView, setView] = useState<View | null>(null)
  const view = chosenView ?? (phone ? 'inline' : 'side')
  const [shownKinds, setShownKinds] = useState<ReadonlySet<Kind>>(new Set())
  const [section, setSection] = useState<Section | ''>('')
  const list = useRef<ListHandle>(null)
  const filter = useDeferredValue(useMemo(() => ({ shownKinds, section }), [shownKinds, section]))
  const { productId, id: specId } = spec
  const place = useMemo(() => ({ productId, specId, ...pair }), [productId, specId, pair])
  const withOwners = useMemo(
    () => diff.rows.some(({ changes }) => changes.some(({ field }) => field === 'owner')),
    [diff],
  )
  const words = useFactWords(productId, withOwners)
  const rows = useMemo(
    () =>
      diff.rows.filter(
        ({ kind, before, after }) =>
          (filter.shownKinds.size === 0 || filter.shownKinds.has(kind)) &&
          (filter.section === '' ||
            (after ?? before)?.section === filter.section ||
            before?.section === filter.section),
      ),
    [diff, filter],
  )
  useStepKeys((by) => list.current?.step(by))
  const inSections = sections.filter((each) =>
    diff.rows.some(({ before, after }) => before?.section === each || after?.section === each),
  )
  const toggle = (kind: Kind) =>
    setShownKinds((now) => {
      const next = new Set(now)
      if (!next.delete(kind)) next.add(kind)
      return next
    })
  if (diff.rows.length === 0 && !diff.contract.changed) return <EmptyState title={t('compare.none')} />
  return (
    <>
      {(diff.contract.changed || diff.contract.from !== diff.contract.to) && (
        <ContractDiff productId={productId} specId={specId} before={pair.before} after={pair.after} />
      )}
      {diff.rows.length > 0 && (
        <div className={`${classes.bar} no-print`}>
          <fieldset className={classes.kinds} aria-label={t('compare.filterKind')}>
            {kinds.map((kind) => (
              <button
                key={kind}
                type="button"
                className={classes.chip}
                aria-pressed={shownKinds.has(kind)}
                disabled={diff.counts[kind] === 0}
                onClick={() => toggle(kind)}
              >
                <span aria-hidden>{signs[kind]}</span>{' '}
                {t('compare.counted', { kind: t(`compare.kind.${kind}`), count: diff.counts[kind] })}
              </button>
            ))}
          </fieldset>
          <NativeSelect
            aria-label={t('compare.section')}
            value={section}
            onChange={(event) => setSection(inSections.find((each) => each === event.currentTarget.value) ?? '')}
            data={[
              { value: '', label: t('compare.anySection') },
              ...inSections.map((each) => ({ value: each, label: t(`section.${each}`) })),
            ]}
          />
          <SegmentedControl
            aria-label={t('compare.view')}
            value={view}
            onChange={(value) => setView(value === 'side' ? 'side' : 'inline')}
            data={[
              { value: 'side', label: t('compare.side') },
              { value: 'inline', label: t('compare.inline') },
            ]}
          />
          <div className={classes.steps}>
            <output className={classes.count}>
              {t('compare.shown', { shown: rows.length, total: diff.rows.length })}
            </output>
            <span className={classes.keys}>{t('compare.keys')}</span>
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('compare.previous')}
              onClick={() => list.current?.step(-1)}
            >
              <IconChevronUp size={18} />
            </ActionIcon>
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('compare.next')}
              onClick={() => list.current?.step(1)}
            >
              <IconChevronDown size={18} />
            </ActionIcon>
          </div>
        </div>
      )}
      {diff.rows.length > 0 && rows.length === 0 && <EmptyState title={t('compare.noneFiltered')} />}
      {rows.length > 0 && (
        <DifferenceList
          key={`${[...filter.shownKinds].toSorted().join(' ')} ${filter.section} ${view}`}
          rows={rows}
          view={view}
          words={words}
          place={place}
          handle={list}
        />
      )}
    </>
  )
}

/** n and p go from one difference to the next, unless somebody is typing. */
function useStepKeys(step: (by: 1 | -1) => void): void {
  const latest = useRef(step)
  useEffect(() => {
    latest.current = step
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      const { target } = event
      if (
        target instanceof HTMLElement &&
        target.closest('input, textarea, select, [contenteditable], [role="dialog"]')
      )
        return
      if (event.key !== 'n' && event.key !== 'p') return
      event.preventDefault()
      latest.current(event.key === 'n' ? 1 : -1)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
