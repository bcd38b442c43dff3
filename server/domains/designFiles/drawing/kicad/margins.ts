import { listIn, numberAt, numberIn, type SymbolicItem } from '../../reading/symbolic-items'

export type Side = 'front' | 'back'

const none: SymbolicItem = { name: '', atoms: [], lists: [] }

/** How openings differ from the copper below them: what a pad does not say its footprint does, and then the board. */
export class Margins {
  private setup = none

  /** Takes the list `setup` of a board. */
  read(setup: SymbolicItem): void {
    this.setup = setup
  }

  /** By how much the mask stays away, on every side. */
  mask(pad: SymbolicItem, footprint: SymbolicItem | null = null): number {
    return first([pad, footprint], ['solder_mask_margin']) ?? numberIn(this.setup, 'pad_to_mask_clearance') ?? 0
  }

  /** By how much paste reaches beyond the pad, across and up; negative where it stays within. */
  paste(pad: SymbolicItem, footprint: SymbolicItem): readonly [number, number] {
    const margin =
      first([pad, footprint], ['solder_paste_margin']) ?? numberIn(this.setup, 'pad_to_paste_clearance') ?? 0
    const ratio =
      first([pad, footprint], ['solder_paste_margin_ratio', 'solder_paste_ratio']) ??
      numberIn(this.setup, 'pad_to_paste_clearance_ratio') ??
      0
    const size = listIn(pad, 'size')
    const [width, height] = [numberAt(size, 1) ?? 0, numberAt(size, 2) ?? 0]
    return [margin + width * ratio, margin + height * ratio]
  }

  /** Whether mask covers a via: by itself, by the board, or (before KiCad 9) by the options of its last export. */
  coversVia(via: SymbolicItem, side: Side): boolean {
    const options = listIn(this.setup, 'pcbplotparams') ?? none
    const isOpen = /^(true|yes)$/.test(listIn(options, 'viasonmask')?.atoms[1] ?? '')
    return tented(via, side) ?? tented(this.setup, side) ?? !isOpen
  }
}

function first(items: readonly (SymbolicItem | null)[], names: readonly string[]): number | null {
  for (const item of items)
    for (const name of names) {
      const found = item && numberIn(item, name)
      if (found !== null) return found
    }
  return null
}

/** `(tenting front back)`, later `(tenting (front yes) (back no))`. */
function tented(item: SymbolicItem, side: Side): boolean | null {
  const tenting = listIn(item, 'tenting')
  if (!tenting) return null
  const told = listIn(tenting, side)?.atoms[1]
  return told === undefined ? tenting.atoms.includes(side) : told === 'yes'
}
