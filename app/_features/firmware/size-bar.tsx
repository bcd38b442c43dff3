'use client'
import { useTranslation } from 'react-i18next'
import { useFileSize } from '@/app/_features/attachments/file-size'
import type { FileFacts } from '@/server/domains/firmware/rules/file-facts'
import { hexAddress } from './address'
import classes from './size-bar.module.css'

type Piece = Readonly<{ name: string; size: number }>
/** Pieces shown one by one; the small rest is one. */
const most = 6

/** Sections where the file names them, else stretches of memory; the largest first. */
function piecesOf({ sections, segments }: FileFacts): Piece[] {
  if (sections.length > 0) return sections.filter(({ size }) => size > 0).map(({ name, size }) => ({ name, size }))
  return segments.map(({ addr, length }) => ({ name: hexAddress(addr), size: length }))
}

/** What takes how much of an image: a bar, and the same in words. */
export function SizeBar({ facts }: { facts: FileFacts }) {
  const { t } = useTranslation('firmware')
  const size = useFileSize()
  const all = piecesOf(facts).toSorted((a, b) => b.size - a.size)
  if (all.length < 2) return null
  const rest = all.slice(most).reduce((sum, piece) => sum + piece.size, 0)
  const pieces = [...all.slice(0, most), ...(rest > 0 ? [{ name: t('file.rest'), size: rest }] : [])]
  return (
    <div className={classes.box}>
      <div className={classes.bar} aria-hidden>
        {pieces.map(({ name, size: bytes }, index) => (
          <span key={name} className={classes.piece} data-step={index} style={{ flexGrow: bytes }} />
        ))}
      </div>
      <ul className={classes.list} aria-label={t('file.sections')}>
        {pieces.map(({ name, size: bytes }, index) => (
          <li key={name}>
            <span className={classes.dot} data-step={index} aria-hidden />
            <span className={classes.name}>{name}</span> {size(bytes)}
          </li>
        ))}
      </ul>
    </div>
  )
}
