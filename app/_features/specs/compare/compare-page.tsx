'use client'
import { ActionIcon, Button, NativeSelect, SegmentedControl, Skeleton } from '@mantine/core'
import { useClipboard, useMediaQuery } from '@mantine/hooks'
import {
  IconArrowLeft,
  IconArrowsExchange,
  IconCheck,
  IconChevronDown,
  IconChevronUp,
  IconLink,
  IconPrinter,
} from '@tabler/icons-react'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { RevisionDiff } from '@/server/domains/specs/queries/diff-revisions'
import type { RequirementDiff } from '@/server/domains/specs/rules/diff'
import { sections, type Section } from '@/server/domains/specs/rules/requirement'
import type { Spec } from '../types'
import classes from './compare-page.module.css'
import { signs, type View } from './difference'
import { DifferenceList, type ListHandle } from './difference-list'
import { pairOf, type Pair } from './pair'
import { useFactWords } from './use-fact-words'

/** Two revisions of a document against each other, at an address that can be passed on. */
export function ComparePage({ specId }: { specId: string }) {
  const { t } = useTranslation(['specs', 'common'])
  const format = useFormat()
  const trpc = useTRPC()
  const search = useSearchParams()
  const { data: spec } = useSuspenseQuery(trpc.specs.getSpec.queryOptions({ specId }))
  const pair = pairOf(spec, { before: search.get('before'), after: search.get('after') })
  const choose = (next: Pair) => window.history.replaceState(null, '', paths.specCompare(spec.productId, specId, next))
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Button
          className="no-print"
          component={Link}
          href={paths.spec(spec.productId, specId)}
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconArrowLeft size={15} aria-hidden />}
        >
          {t('compare.back')}
        </Button>
        <h1 className={classes.title}>{t('compare.title')}</h1>
        <p className={classes.document}>
          <span className="mono">{spec.number}</span> {format.text(spec.name)}
        </p>
      </header>
      {pair === null ? (
        <EmptyState title={t('compare.onlyOne')} />
      ) : (
        <>
          <Revisions spec={spec} pair={pair} onChoose={choose} />
          {pair.before === pair.after ? <EmptyState title={t('compare.same')} /> : <Compared spec={spec} pair={pair} />}
        </>
      )}
    </div>
  )
}

function Revisions({ spec, pair, onChoose }: { spec: Spec; pair: Pair; onChoose: (pair: Pair) => void }) {
  const { t } = useTranslation(['specs', 'common'])
  const revisions = spec.revisions.map(({ id, number, letter, state }) => ({
    value: id,
    label: t('doc.workingOption', { number: letter ?? number, state: t(`state.${state}`) }),
  }))
  const picker = (side: keyof Pair) => (
    <NativeSelect
      label={t(`compare.${side}`)}
      className={classes.picker}
      data={revisions}
      value={pair[side]}
      onChange={(event) => onChoose({ ...pair, [side]: event.currentTarget.value })}
    />
  )
  return (
    <div className={classes.revisions}>
      {picker('before')}
      <ActionIcon
        className="no-print"
        variant="default"
        size={36}
        aria-label={t('compare.swap')}
        onClick={() => onChoose({ before: pair.after, after: pair.before })}
      >
        <IconArrowsExchange size={17} />
      </ActionIcon>
      {picker('after')}
      <div className={`${classes.tools} no-print`}>
        <CopyLink path={paths.specCompare(spec.productId, spec.id, pair)} />
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('common:actions.print')}
        </Button>
      </div>
    </div>
  )
}

function CopyLink({ path }: { path: string }) {
  const { t } = useTranslation(['specs', 'common'])
  const { copied, copy } = useClipboard()
  return (
    <ActionIcon
      variant="default"
      size={36}
      aria-label={copied ? t('common:actions.copied') : t('compare.copyLink')}
      onClick={() => copy(`${window.location.origin}${path}`)}
    >
      {copied ? <IconCheck size={17} /> : <IconLink size={17} />}
    </ActionIcon>
  )
}

type Kind = RequirementDiff['kind']
const kinds: readonly Kind[] = ['added', 'removed', 'changed', 'moved']

function Compared({ spec, pair }: { spec: Spec; pair: Pair }) {
  const trpc = useTRPC()
  const diff = useQuery(trpc.specs.diffRevisions.queryOptions(pair))
  if (!diff.data) {
    return diff.error ? (
      <ErrorNotice error={diff.error} onRetry={() => void diff.refetch()} />
    ) : (
      <div aria-busy className={classes.waiting}>
        {Array.from({ length: 4 }, (_, index) => (
          <Skeleton key={index} height={130} />
        ))}
      </div>
    )
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
      <Contract contract={diff.contract} />
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

function Contract({ contract: { from, to, changed } }: { contract: RevisionDiff['contract'] }) {
  const { t } = useTranslation('specs')
  if (!changed && from === to) return null
  return (
    <p className={classes.contract}>
      <strong>{t('compare.contract')}</strong>{' '}
      {from === null
        ? t('compare.contractAdded', { to })
        : to === null
          ? t('compare.contractRemoved', { from })
          : from === to
            ? t('compare.contractSameVersion', { to })
            : t('compare.contractChanged', { from, to })}
    </p>
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
