import { listIn, numberAt, numberIn, type SymbolicItem } from '../../reading/symbolic-items'
import type { BoardSheets } from '../kicad/board-sheets'
import { placementOf } from '../kicad/geometry'
import { lettering, styleOf } from '../kicad/lettering'
import { resolved } from '../kicad/markup'
import { Fields } from '../kicad/title-block'
import { Extent } from './extent'
import { crossWidth, isYes, usualWidth } from './graphics'
import { piecesOf, usualSize, weightOfPiece, type Library, type LibrarySymbol, type Piece } from './library'
import { layPin } from './pins'
import { placingOf, put, putAll, readable, type Placing } from './placing'

/** Unit and reference of symbols by their ids, as KiCad 6 kept them for all sheets of a project. */
export type Instances = ReadonlyMap<string, Readonly<{ reference: string; unit: number | null }>>

/** Half the side of the box that stands for a symbol its file does not bring along. */
const unknown = 2.54

/** Lays placed symbols down: bodies, pins, fields, and a cross over those that are not fitted. */
export class Symbols {
  constructor(
    private readonly sheets: BoardSheets,
    private readonly library: Library,
    private readonly instances: Instances,
    private readonly variables: Fields,
  ) {}

  lay(item: SymbolicItem): void {
    const { x, y, degrees } = placementOf(item)
    const placing = placingOf(x, y, degrees, listIn(item, 'mirror')?.atoms[1] ?? '')
    const name = listIn(item, 'lib_name')?.atoms[1] ?? listIn(item, 'lib_id')?.atoms[1] ?? ''
    const symbol = this.library.find(name)
    const told = this.instances.get(listIn(item, 'uuid')?.atoms[1] ?? '')
    const unit = numberIn(item, 'unit') ?? told?.unit ?? 1
    const style = numberIn(item, 'convert') ?? numberIn(item, 'body_style') ?? 1
    const extent = new Extent()
    if (symbol) this.body(symbol, piecesOf(symbol, unit, style), item, placing, extent)
    else this.stranger(placing, extent)
    this.fields(item, placing, referenceOf(item, told?.reference), symbol && symbol.units > 1 ? letterOf(unit) : '')
    if (isYes(item, 'dnp')) this.cross(extent)
  }

  private body(
    symbol: LibrarySymbol,
    pieces: readonly Piece[],
    item: SymbolicItem,
    placing: Placing,
    extent: Extent,
  ): void {
    const { sheets } = this
    // A piece may lay nothing; that it is looked at again for every place is paid all the same.
    sheets.ink.follow(pieces.reduce((sum, piece) => sum + weightOfPiece(piece), 0))
    const others = alternatesOf(item)
    for (const piece of pieces)
      if (piece.kind === 'pin') {
        layPin(sheets, { ...piece, name: others.get(piece.number) ?? piece.name }, symbol, placing)
        extent.pin(put(placing, piece.x, piece.y))
      } else if (piece.kind === 'text') {
        const { degrees, style } = readable(placing, piece.degrees, piece.style)
        const [x, y] = put(placing, piece.x, piece.y)
        if (!style.hidden) sheets.write('symbols', lettering(piece.text, style, { x, y, degrees }, sheets.ink))
      } else {
        const { fill, width, outlined } = piece.graphic
        const way = putAll(placing, piece.graphic.way)
        extent.cover(way)
        if (fill !== 'none') sheets.area(fill === 'outline' ? 'symbols' : 'bodies', way)
        if (outlined) sheets.line('symbols', width, way)
      }
  }

  /** A symbol that is not in the file. */
  private stranger(placing: Placing, extent: Extent): void {
    const way = putAll(
      placing,
      [-1, -1, 1, -1, 1, 1, -1, 1, -1, -1].map((each) => each * unknown),
    )
    extent.cover(way)
    this.sheets.line('symbols', usualWidth, way)
  }

  private fields(item: SymbolicItem, placing: Placing, reference: string, unit: string): void {
    const fields = new Fields()
    const own = item.lists.filter(({ name }) => name === 'property')
    for (const { atoms } of own) fields.set(atoms[1] ?? '', atoms[2] ?? '')
    fields.set('REFERENCE', reference + unit)
    fields.set('SYMBOL_NAME', (listIn(item, 'lib_id')?.atoms[1] ?? '').replace(/^[^:]*:/, ''))
    fields.set('DNP', isYes(item, 'dnp') ? 'DNP' : '')
    for (const property of own) {
      const written = styleOf(property, usualSize)
      if (written.hidden) continue
      const [, name = '', value = ''] = property.atoms
      const raw = name === 'Reference' ? reference + unit : value === '~' ? '' : value
      const text = resolved(raw, (each) => fields.get(each) ?? this.variables.get(each))
      const { x, y, degrees: told } = placementOf(property)
      const { degrees, style } = readable(placing, told, written)
      const shown = isYes(property, 'show_name') ? `${name}: ${text}` : text
      this.sheets.write('fields', lettering(shown, style, { x, y, degrees }, this.sheets.ink))
    }
  }

  private cross(extent: Extent): void {
    const box = extent.box
    if (box === null) return
    const [left, bottom, right, top] = box
    this.sheets.line('marks', crossWidth, [left, bottom, right, top])
    this.sheets.line('marks', crossWidth, [left, top, right, bottom])
  }
}

/**
 * The reference as it was last shown. Where a sheet is used several times its symbol has several: then that which stands in
 * its field, or the first that has a number.
 */
function referenceOf(item: SymbolicItem, kept: string | undefined): string {
  const field = item.lists.find(({ name, atoms }) => name === 'property' && atoms[1] === 'Reference')?.atoms[2] ?? ''
  const instances = listIn(item, 'instances')
  const told = (instances?.lists ?? []).flatMap((project) =>
    project.lists.flatMap((path) => listIn(path, 'reference')?.atoms[1] ?? []),
  )
  const known = [...(told.includes(field) ? [field] : []), ...told, kept ?? '', field]
  return known.find(isNumbered) ?? known.find((each) => each !== '') ?? ''
}

/** `R?` waits for its number. */
const isNumbered = (reference: string): boolean => reference !== '' && !reference.endsWith('?')

/** Names of pins that are used as something else. */
function alternatesOf(item: SymbolicItem): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const pin of item.lists) {
    const other = pin.name === 'pin' ? listIn(pin, 'alternate')?.atoms[1] : undefined
    if (other !== undefined) found.set(pin.atoms[1] ?? '', other)
  }
  return found
}

/** A, B … Z, AA: how the units of a symbol are told apart. */
function letterOf(unit: number): string {
  let [rest, letters] = [Math.min(Math.max(1, Math.trunc(unit)), 10_000), '']
  while (rest > 0) {
    letters = String.fromCodePoint(65 + ((rest - 1) % 26)) + letters
    rest = Math.floor((rest - 1) / 26)
  }
  return letters
}

/** `(symbol_instances (path "/…/id" (reference "R1") (unit 1)))`. */
export function instancesOf(section: SymbolicItem): Instances {
  return new Map(
    section.lists.map((path) => [
      (path.atoms[1] ?? '').split('/').at(-1) ?? '',
      { reference: listIn(path, 'reference')?.atoms[1] ?? '', unit: numberAt(listIn(path, 'unit'), 1) },
    ]),
  )
}
