'use client'
import { IconMinus, IconPencil, IconPlus } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { paths } from '@/app/_lib/paths'
import type { CellChange, LineDiff, LineFace } from '@/server/domains/boms/rules/compare'
import type { Bom } from '../types'
import classes from './compare.module.css'
import type { CellWords } from './words'

const icons = { added: IconPlus, removed: IconMinus, changed: IconPencil } as const

type Props = Readonly<{ row: LineDiff; bom: Bom; words: CellWords }>

/** One line that differs: what it is, and each cell old and new, told by words and marks besides colour. */
export function DiffCard({ row, bom, words }: Props) {
  const { t } = useTranslation('bomRevisions')
  const face = row.after ?? row.before
  if (face === null) return null
  const Icon = icons[row.kind]
  return (
    <li className={classes.card} data-kind={row.kind}>
      <header className={classes.head}>
        <span className={classes.kind} data-kind={row.kind}>
          <Icon size={13} stroke={2} aria-hidden /> {words.kind(row.kind)}
        </span>
        <Link className={`mono ${classes.name}`} href={paths.bomLine(bom.productId, bom.id, face.id)}>
          {face.label}
        </Link>
        <span className={classes.dim}>
          {t('compare.line', { position: face.position })} {aside(face)}
        </span>
      </header>
      {row.cells.length === 0 ? (
        <p className={classes.whole}>
          {row.kind === 'added' ? <ins>{summary(face, words)}</ins> : <del>{summary(face, words)}</del>}
        </p>
      ) : (
        <dl className={classes.cells}>
          {row.cells.map((cell) => (
            <Cell key={cell.field} cell={cell} row={row} words={words} />
          ))}
        </dl>
      )}
    </li>
  )
}

const aside = ({ label, mpn, value }: LineFace): string =>
  [value, mpn].filter((word) => word !== '' && word !== label).join(' · ')

const summary = (face: LineFace, { format, cell }: CellWords): string =>
  [
    face.refs,
    `× ${cell('quantity', face.quantity ?? '')}${face.uom === '' ? '' : ` ${face.uom}`}`,
    face.mpn,
    face.manufacturer,
    face.value,
    format.text(face.description) || face.name,
  ]
    .filter(Boolean)
    .join(' · ')

function Cell({ cell, row, words }: { cell: CellChange; row: LineDiff; words: CellWords }) {
  const { t } = useTranslation('bomRevisions')
  const { field } = cell
  const [from, to] = [words.cell(field, cell.from), words.cell(field, cell.to)]
  return (
    <div className={classes.cell}>
      <dt>{words.field(field)}</dt>
      <dd>
        {field === 'refs' && <Designators refs={row.refs} />}
        <span className={classes.spoken}>{t('compare.was')} </span>
        <del className={classes.from}>{from || t('compare.empty')}</del>
        <span aria-hidden className={classes.arrow}>
          →
        </span>
        <span className={classes.spoken}> {t('compare.now')} </span>
        <ins className={classes.to}>{to || t('compare.empty')}</ins>
      </dd>
    </div>
  )
}

/** `+R7 −C3`. */
function Designators({ refs }: Pick<LineDiff, 'refs'>) {
  const { t } = useTranslation('bomRevisions')
  if (refs.added.length + refs.removed.length === 0) return null
  return (
    <span className={`mono ${classes.designators}`}>
      {refs.added.length > 0 && (
        <ins>
          <span className={classes.spoken}>{t('compare.refsAdded')} </span>
          {refs.added.map((ref) => `+${ref}`).join(' ')}
        </ins>
      )}{' '}
      {refs.removed.length > 0 && (
        <del>
          <span className={classes.spoken}>{t('compare.refsRemoved')} </span>
          {refs.removed.map((ref) => `−${ref}`).join(' ')}
        </del>
      )}
    </span>
  )
}
