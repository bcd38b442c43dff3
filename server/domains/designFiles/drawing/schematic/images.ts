import { listIn, numberIn, type SymbolicItem } from '../../reading/symbolic-items'
import type { BoardSheets } from '../kicad/board-sheets'
import { pointIn } from '../kicad/geometry'
import { usualWidth } from './graphics'

/** Pixels of a picture for each millimetre, as KiCad takes them: 300 for an inch. */
const density = 300 / 25.4
/** Where the size of a picture is not known. */
const usual = 10
/** Millimetres a picture may be wide; more is a mistake. */
const widest = 1_500

/** A picture is shown as the frame it lies in: what it holds is not shown here. */
export function layImage(sheets: BoardSheets, item: SymbolicItem): void {
  const at = pointIn(item, 'at')
  if (!at) return
  const scale = Math.abs(numberIn(item, 'scale') ?? 1)
  const [width, height] = sizeOf(listIn(item, 'data')?.atoms[1] ?? '').map(
    (each) => Math.min(widest, each * scale) / 2,
  ) as [number, number]
  const [x, y] = at
  const [left, bottom, right, top] = [x - width, y - height, x + width, y + height]
  sheets.line('notes', usualWidth, [left, bottom, right, bottom, right, top, left, top, left, bottom])
  sheets.line('notes', usualWidth, [left, bottom, right, top])
  sheets.line('notes', usualWidth, [left, top, right, bottom])
}

/** The size of a PNG by its first bytes, in millimetres. */
function sizeOf(base64: string): readonly [number, number] {
  const head = Buffer.from(base64.slice(0, 32), 'base64')
  if (head.length < 24 || head.readUInt32BE(0) !== 0x89504e47) return [usual, usual]
  return [head.readUInt32BE(16) / density, head.readUInt32BE(20) / density]
}
