'use client'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useRouter } from 'next/navigation'
import { useCallback, useMemo, useRef, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import { DataGrid, type GridColumn, type GridHandle } from '@/app/_components/data-grid'
import { ErrorNotice } from '@/app/_components/error-notice'
import { notify } from '@/app/_components/notify'
import { Button } from '@/app/_components/ui/button'
import { Anchor } from '@/app/_components/ui/text'
import { useFormat, type Format } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import gridClasses from '../bom-grid.module.css'
import { describe } from '../line-text'
import classes from './structure.module.css'
import { indexOf } from './tree-layout'
import type { BuildView, LevelRow } from './types'
import { useTree, type TreeRow } from './use-tree'

const rowHeights = { desk: 34, phone: 64 }
const indent = { desk: 18, phone: 10 }
const takesNothing: ReadonlySet<LevelRow['role']> = new Set(['dnp', 'excluded', 'notFitted', 'optional'])

/** What a line is called: by its numbers, else by its name. */
const partName = (line: LevelRow, format: Format): string =>
  line.mpn || line.ipn || line.name || describe(line, format.locale).text || line.value || line.refs

/** A build level by level, as a tree of which only what is looked at is fetched. */
export function Tree({ bom, revision, build, phone }: BuildView) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const router = useRouter()
  const grid = useRef<GridHandle>(null)
  const tree = useTree({ revision, build })
  const { toggle } = tree
  const amount = useCallback(
    (quantity: string | null) => (quantity === null ? t('structure.asRequired') : format.quantity(quantity)),
    [t, format],
  )
  const columns = useMemo((): GridColumn<TreeRow>[] => {
    const words = (row: TreeRow) => (
      <TreePart row={row} phone={phone} label={partName(row.line, format)} onToggle={() => toggle(row)} />
    )
    const status = ({ line }: TreeRow) => <Status line={line} productId={bom.productId} />
    const total = ({ line }: TreeRow) => amount(line.total)
    const plain = (key: 'refs' | 'total', width: number, pick: (row: TreeRow) => string, numeric = false) => ({
      key,
      header: t(`structure.column.${key}`),
      width,
      numeric,
      cell: pick,
      text: pick,
    })
    const part: GridColumn<TreeRow> = {
      key: 'line',
      header: t('structure.column.line'),
      width: phone ? 320 : 340,
      sticky: !phone,
      cell: words,
      text: ({ line, place }) => `${'  '.repeat(place.path.length)}${partName(line, format)}`,
    }
    if (phone) {
      return [
        {
          ...part,
          cell: (row) => (
            <span className={classes.card}>
              {words(row)}
              <span className={classes.cardRow}>
                <span className={classes.dim}>{status(row)}</span>
                <span className="num">{total(row)}</span>
              </span>
            </span>
          ),
        },
      ]
    }
    const description = ({ line }: TreeRow) => describe(line, format.locale).text
    return [
      part,
      {
        key: 'description',
        header: t('structure.column.description'),
        width: 220,
        cell: description,
        text: description,
      },
      plain('refs', 150, ({ line }) => line.refs),
      {
        key: 'perParent',
        header: t('structure.column.perParent'),
        width: 100,
        numeric: true,
        cell: ({ line }) => [amount(line.quantity), line.uom].filter(Boolean).join(' '),
        text: ({ line }) => line.quantity ?? t('structure.asRequired'),
      },
      { ...plain('total', 120, ({ line }) => line.total ?? t('structure.asRequired'), true), cell: total },
      {
        key: 'role',
        header: t('structure.column.role'),
        width: 220,
        cell: status,
        text: ({ line }) => t(`structure.role.${line.role}`),
      },
    ]
  }, [phone, t, format, toggle, amount, bom.productId])
  const openLine = (index: number) => {
    const row = tree.rowAt(index)
    if (row) router.push(paths.bomLine(bom.productId, row.line.bomId, row.line.id))
  }
  const onKey = (key: string, { row: index }: Readonly<{ row: number; column: number }>): boolean => {
    const row = tree.rowAt(index)
    if (!row || row.line.childCount === 0) {
      if (key === 'ArrowLeft' && row && row.place.path.length > 0) return focusParent(row)
      return false
    }
    const wants = key === 'ArrowRight' ? true : key === 'ArrowLeft' ? false : null
    if (wants === null) return false
    if (wants !== row.expanded) toggle(row)
    else if (!wants && row.place.path.length > 0) return focusParent(row)
    else return false
    return true
  }
  /** ← on a row that shows nothing below it leads to the row above it, as in any tree. */
  const focusParent = ({ place }: TreeRow): boolean => {
    const parent = parentIndex(tree.rootOf(), place.path)
    if (parent < 0) return false
    grid.current?.scrollTo(parent)
    requestAnimationFrame(() => requestAnimationFrame(() => grid.current?.focus()))
    return true
  }
  return (
    <div className={gridClasses.whole}>
      <div className={`${classes.controls} no-print`}>
        <span className={classes.count}>{t('lines', { count: revision.lineCount })}</span>
        {tree.anyOpen && (
          <span className={classes.end}>
            <Button size="compact-sm" variant="default" onClick={tree.collapse}>
              {t('structure.collapse')}
            </Button>
          </span>
        )}
      </div>
      <ErrorNotice error={tree.error} onRetry={tree.retry} />
      <div className={gridClasses.split}>
        <div className={gridClasses.grid} aria-busy={!tree.settled || undefined}>
          <DataGrid
            label={t('structure.treeLabel', { name: format.text(bom.name) })}
            columns={columns}
            rowCount={tree.length}
            rowHeight={phone ? rowHeights.phone : rowHeights.desk}
            rowAt={tree.rowAt}
            onRange={tree.onRange}
            sort={{ column: '', descending: false }}
            onSort={() => undefined}
            onOpen={openLine}
            onKey={onKey}
            branchOf={({ place, line, expanded }) => ({
              level: place.path.length + 1,
              ...(line.childCount > 0 && { expanded }),
            })}
            onCopy={(tsv) =>
              void navigator.clipboard
                .writeText(tsv)
                .then(() => notify({ message: t('structure.copied', { count: 1 }), autoClose: 1_500 }))
            }
            openIndex={null}
            headless={phone}
            handle={grid}
          />
        </div>
      </div>
      {!phone && <p className={`${gridClasses.keys} no-print`}>{t('structure.treeKeys')}</p>}
    </div>
  )
}

type Root = ReturnType<ReturnType<typeof useTree>['rootOf']>
/** Where the row above a path stands in the list. */
function parentIndex(root: Root, path: readonly string[]): number {
  let branch: Root | undefined = root
  for (const id of path.slice(0, -1)) branch = branch && Object.values(branch.open).find((below) => below.id === id)
  const found = branch && Object.entries(branch.open).find(([, { id }]) => id === path.at(-1))
  return found ? indexOf(root, { path: path.slice(0, -1), at: Number(found[0]) }) : -1
}

type PartProps = Readonly<{ row: TreeRow; phone: boolean; label: string; onToggle: () => void }>

function TreePart({ row: { line, place, expanded }, phone, label, onToggle }: PartProps) {
  const { t } = useTranslation('boms')
  const step = phone ? indent.phone : indent.desk
  return (
    <span className={classes.part} style={{ paddingInlineStart: place.path.length * step }}>
      {line.childCount > 0 ? (
        <button
          type="button"
          tabIndex={-1}
          className={classes.twist}
          aria-expanded={expanded}
          aria-label={t(expanded ? 'structure.fold' : 'structure.expand', { line: label })}
          onClick={(event) => {
            event.stopPropagation()
            onToggle()
          }}
        >
          {expanded ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
        </button>
      ) : (
        <span className={classes.leaf} />
      )}
      <span className={`${classes.words} ${takesNothing.has(line.role) ? classes.struck : ''}`} title={label}>
        {label}
      </span>
    </span>
  )
}

/** What the line comes to, in words, and the BOM it is. */
function Status({ line, productId }: { line: LevelRow; productId: string }) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const { childBomId, childName, childNumber, role } = line
  return (
    <>
      {role !== 'buy' && <Chip tone={takesNothing.has(role) ? 'amber' : 'muted'}>{t(`structure.role.${role}`)}</Chip>}{' '}
      {childBomId !== null && childName !== null && (
        <Anchor
          component={Link}
          href={paths.bom(productId, childBomId)}
          tabIndex={-1}
          underline="always"
          inherit
          onClick={(event: MouseEvent) => event.stopPropagation()}
        >
          {[format.text(childName), childNumber].filter(Boolean).join(' ')}
        </Anchor>
      )}
    </>
  )
}
