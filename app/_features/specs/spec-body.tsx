'use client'
import { lazy, Suspense, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onFirstUse } from '@/app/_components/on-first-use'
import { useFormat } from '@/app/_lib/format'
import type { Section } from '@/server/domains/specs/rules/requirement'
import { ContractSummary } from './contract/contract-summary'
import { FilterBar } from './filter-bar'
import { dropAt } from './drop'
import { filterRequirements, indexed, noFilter, type Filter } from './filter'
import { countSections, idAfter, outlineOf, stepTarget } from './outline'
import { RequirementList, type ListCommand, type ListHandle } from './requirement-list'
import type { RemoveDialogProps } from './remove-dialog'
import { SectionNav } from './section-nav'
import { SelectionBar } from './selection-bar'
import classes from './spec-body.module.css'
import type { Aside } from './spec-header'
import type { LinkedThread } from './spec-page'
import type { RevisionSummary, Spec } from './types'
import { moved, useChanges } from './use-changes'
import { unwritten } from './use-open-requirement'
import { useSelection } from './use-selection'
import type { SpecData } from './use-spec-data'

const RequirementPanel = lazy(async () => ({ default: (await import('./requirement-panel')).RequirementPanel }))
const ChecksPanel = lazy(async () => ({ default: (await import('./checks-panel')).ChecksPanel }))
const QuestionsPanel = lazy(async () => ({ default: (await import('./questions-panel')).QuestionsPanel }))
const RemoveDialog = onFirstUse<RemoveDialogProps>(() =>
  import('./remove-dialog').then((module) => module.RemoveDialog),
)

export type SpecBodyProps = Readonly<{
  spec: Spec
  summary: RevisionSummary
  data: SpecData
  phone: boolean
  editable: boolean
  openId: string | null
  onOpen: (id: string) => void
  onClose: () => void
  aside: Aside | null
  onAside: (aside: Aside | null) => void
  linkedThread: LinkedThread | null
}>

const withContract: readonly Section[] = ['cloudInterface']
const noSections: readonly Section[] = []

/** The requirements of one revision with search, filters, sections and the one that is open. */
export function SpecBody(props: SpecBodyProps) {
  const { spec, summary, data, phone, editable, openId, onOpen, onClose, aside, onAside, linkedThread } = props
  const { requirements } = data
  const { t } = useTranslation('specs')
  const format = useFormat()
  const [filter, setFilter] = useState<Filter>(noFilter)
  const [both, setBoth] = useState(false)
  const [here, setHere] = useState<Section | null>(null)
  /** Behind which requirement the one being written goes. */
  const [after, setAfter] = useState<string | null>(null)
  const [editing, setEditing] = useState<string | null>(null)
  const [removing, setRemoving] = useState<readonly string[]>([])
  const list = useRef<ListHandle>(null)
  const search = useRef<HTMLInputElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const closing = useRef(false)

  const index = useMemo(() => indexed(requirements), [requirements])
  const known = useMemo(
    () => ({ checked: new Set(data.checksOf.keys()), asked: new Set(data.questions.keys()) }),
    [data.checksOf, data.questions],
  )
  const deferred = useDeferredValue(filter)
  const shown = useMemo(() => filterRequirements(index, deferred, known), [index, deferred, known])
  // The contract belongs to a section, also where no requirement stands in it.
  const always = data.contract !== null && shown.length === requirements.length ? withContract : noSections
  const rows = useMemo(() => outlineOf(shown, always), [shown, always])
  const order = useMemo(() => rows.flatMap((row) => (row.kind === 'requirement' ? row.requirement.id : [])), [rows])
  const sections = useMemo(() => countSections(shown, always), [shown, always])
  const present = useMemo(() => countSections(requirements).map(({ section }) => section), [requirements])
  const selection = useSelection(order)
  const [said, setSaid] = useState('')
  const changes = useChanges(summary.id, ([first]) => {
    if (first !== undefined) list.current?.reveal(first, true)
  })
  // Opened by a link, a requirement is in sight.
  useEffect(() => {
    if (openId !== null) list.current?.reveal(openId)
  }, [openId])

  const chosen = order.filter((id) => selection.selected.has(id))
  const openAside = openId === null ? aside : null
  const open = (id: string) => {
    // Asked for once more, what is open takes the focus.
    if (id === openId) panel.current?.querySelector<HTMLElement>('h2')?.focus()
    else onOpen(id)
  }
  const add = (behind: string | null) => {
    setAfter(behind)
    onOpen(unwritten)
  }
  const duplicate = async (ids: string[]) => {
    const [first] = await changes.duplicate(ids)
    if (ids.length === 1 && first) list.current?.reveal(first, true)
  }
  /** Moves and says where to, for those who do not see it. */
  const put = (ids: string[], before: string | null, section?: Section) => {
    changes.move(ids, before, section)
    const after = moved(requirements, ids, before, section)
    const first = after.find(({ id }) => id === ids[0])
    if (!first) return
    const inSection = after.filter((each) => each.section === first.section)
    const place = { at: inSection.indexOf(first) + 1, total: inSection.length, section: t(`section.${first.section}`) }
    setSaid(t('doc.moved', { ...place, count: ids.length, code: first.code }))
  }
  const move = (ids: readonly string[], step: 'up' | 'down') => {
    const moving = requirements.flatMap(({ id, section }) =>
      ids.includes(id) && section === requirements.find((each) => each.id === ids[0])?.section ? id : [],
    )
    const before = stepTarget(requirements, moving, step)
    if (before !== undefined) put(moving, before)
    else setSaid(t(step === 'up' ? 'doc.movedFirst' : 'doc.movedLast'))
  }
  const drop = (dragged: ReadonlySet<string>, slot: number) => {
    const to = dropAt(requirements, rows, dragged, slot)
    const moving = requirements.filter(({ id }) => dragged.has(id))
    const ids = moving.map(({ id }) => id)
    if (to === null || !editable) return
    put(ids, to.before, moving.some(({ section }) => section !== to.section) ? to.section : undefined)
    if (ids[0] !== undefined) list.current?.reveal(ids[0], true)
  }
  const onCommand = (command: ListCommand, id: string) => {
    if (!editable) return
    // What is selected and where the keyboard is are one thing when they are the same.
    const ids = selection.selected.has(id) ? chosen : [id]
    switch (command) {
      case 'add':
        return add(id)
      case 'edit':
        setEditing(id)
        return onOpen(id)
      case 'duplicate':
        return void duplicate(ids)
      case 'remove':
        return setRemoving(ids)
      case 'undo':
        return changes.undo()
      default:
        move(ids, command)
        return list.current?.reveal(id, true)
    }
  }
  const close = () => {
    setEditing(null)
    closing.current = true
    onClose()
  }
  // The address follows a moment later; until the panel is gone, what it shows next would take the focus back.
  useEffect(() => {
    if (openId !== null || !closing.current) return
    closing.current = false
    list.current?.focus()
  }, [openId])
  const requirement = requirements.find(({ id }) => id === openId)
  const removedTitle = () => {
    const [only] = requirements.filter(({ id }) => removing.includes(id))
    return removing.length === 1 && only
      ? t('bulk.removeOne', { code: only.code, title: format.text(only.title) })
      : t('bulk.removeTitle', { count: removing.length })
  }
  return (
    <div className={classes.whole}>
      <div className={classes.split} data-open={openId !== null || openAside !== null || undefined}>
        <div className={classes.left}>
          <FilterBar
            filter={filter}
            onFilter={(change) => setFilter((before) => ({ ...before, ...change }))}
            present={present}
            owners={data.owners}
            shown={shown.length}
            total={requirements.length}
            both={both}
            onBoth={setBoth}
            search={search}
            onLeave={() => list.current?.focus()}
          />
          <div className={classes.under}>
            <SectionNav sections={sections} here={here} onGo={(section) => list.current?.toSection(section)} />
            <div className={classes.list}>
              {shown.length === 0 && requirements.length > 0 ? (
                <output className={classes.none}>{t('doc.none')}</output>
              ) : (
                <RequirementList
                  label={t('doc.gridLabel', { name: format.text(summary.head.name) })}
                  rows={rows}
                  data={data}
                  selected={selection.selected}
                  selectable={editable}
                  openId={openId}
                  both={both}
                  phone={phone}
                  onOpen={open}
                  onToggle={selection.toggle}
                  onExtend={selection.extend}
                  onSelectAll={selection.all}
                  onCommand={onCommand}
                  onEscape={() =>
                    selection.selected.size > 0 ? selection.clear() : openId !== null ? close() : undefined
                  }
                  onDrop={drop}
                  onSection={setHere}
                  besideSection={(section) =>
                    section === 'cloudInterface' && data.checksLoaded ? (
                      <ContractSummary spec={spec} revision={summary} contract={data.contract} editable={editable} />
                    ) : null
                  }
                  handle={list}
                />
              )}
              {chosen.length > 0 && (
                <SelectionBar
                  productId={spec.productId}
                  count={chosen.length}
                  onChange={(change) => changes.bulk(chosen, change)}
                  onDuplicate={() => void duplicate(chosen)}
                  onMove={(step) => move(chosen, step)}
                  onRemove={() => setRemoving(chosen)}
                  onClear={selection.clear}
                />
              )}
            </div>
          </div>
        </div>
        <div ref={panel} className={classes.beside}>
          {openId !== null && (
            <Suspense fallback={<div className={classes.waiting} aria-busy />}>
              <RequirementPanel
                spec={spec}
                summary={summary}
                data={data}
                openId={openId}
                requirement={requirement}
                editable={editable}
                editing={editing === openId}
                onEditing={(on) => setEditing(on ? openId : null)}
                after={after}
                threadId={linkedThread?.requirementId === openId ? linkedThread.id : null}
                onClose={close}
                onOpen={open}
                onStep={(by) => {
                  const next = order[order.indexOf(openId) + by]
                  if (next !== undefined) open(next)
                }}
                onAdded={(id, another) => {
                  setAfter(id)
                  if (!another) onOpen(id)
                }}
                onRemove={() => setRemoving([openId])}
              />
            </Suspense>
          )}
          {openAside === 'checks' && (
            <Suspense fallback={<div className={classes.waiting} aria-busy />}>
              <ChecksPanel checks={data.checks} requirements={requirements} onGo={open} onClose={() => onAside(null)} />
            </Suspense>
          )}
          {openAside === 'questions' && (
            <Suspense fallback={<div className={classes.waiting} aria-busy />}>
              <QuestionsPanel spec={spec} threadId={linkedThread?.id ?? null} onClose={() => onAside(null)} />
            </Suspense>
          )}
        </div>
      </div>
      <output className={classes.said}>{said}</output>
      {!phone && <p className={`${classes.keys} no-print`}>{t(editable ? 'doc.keysEdit' : 'doc.keys')}</p>}
      <RemoveDialog
        opened={removing.length > 0}
        title={removing.length > 0 ? removedTitle() : t('bulk.remove')}
        pending={changes.remove.isPending}
        error={changes.remove.error}
        onClose={() => {
          changes.remove.reset()
          setRemoving([])
        }}
        onRemove={() =>
          changes.remove.mutate(
            { revisionId: summary.id, requirementIds: [...removing] },
            {
              onSuccess: () => {
                const next = removing.length === 1 ? (idAfter(shown, removing[0] ?? '') ?? null) : null
                if (openId !== null && removing.includes(openId)) close()
                setRemoving([])
                if (next !== null) list.current?.reveal(next, true)
              },
            },
          )
        }
      />
    </div>
  )
}
