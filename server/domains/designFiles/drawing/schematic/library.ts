import { listIn, numberAt, numberIn, type SymbolicItem } from '../../reading/symbolic-items'
import type { Way } from '../contours'
import type { Ink } from '../ink'
import { placementOf } from '../kicad/geometry'
import { styleOf, isHidden, type Style } from '../kicad/lettering'
import { sheetGraphicOf, type SheetGraphic } from './graphics'

/** Millimetres a letter of a schematic is high where it says nothing. */
export const usualSize = 1.27

/** A pin as its library tells it. Its place is where wires meet it; `degrees`: from there to the body. */
export type Pin = Readonly<{
  kind: 'pin'
  x: number
  y: number
  degrees: number
  length: number
  shape: string
  name: string
  number: string
  nameSize: number
  numberSize: number
}>
export type Written = Readonly<{ kind: 'text'; x: number; y: number; degrees: number; text: string; style: Style }>
export type Piece = Pin | Written | Readonly<{ kind: 'way'; graphic: SheetGraphic }>

/** One symbol of a library. Pieces of unit 0 or style 0 belong to all of them. */
export type LibrarySymbol = Readonly<{
  pieces: ReadonlyMap<string, readonly Piece[]>
  units: number
  /** How far names of pins lie within the body; 0: above the pin. */
  nameOffset: number
  hidesNames: boolean
  hidesNumbers: boolean
}>

/** Symbols that others are made from lie no deeper. */
const deepest = 8

/** The symbols a schematic brings along. Each is taken apart once, however often it is placed. */
export class Library {
  private items: ReadonlyMap<string, SymbolicItem> = new Map()
  private readonly made = new Map<string, LibrarySymbol | null>()
  private readonly taken = new Map<SymbolicItem, Parts>()

  constructor(private readonly ink: Ink) {}

  /** Takes the list `lib_symbols`. */
  read(section: SymbolicItem): void {
    this.items = new Map(section.lists.map((each) => [each.atoms[1] ?? '', each]))
  }

  /** Null where there is none of this name. Throws `TooMuchInk`. */
  find(name: string): LibrarySymbol | null {
    const known = this.made.get(name)
    if (known !== undefined) return known
    const item = this.items.get(name)
    const made = item ? this.symbolOf(item, this.drawnBy(item)) : null
    if (item) this.made.set(name, made)
    return made
  }

  private symbolOf(item: SymbolicItem, drawn: SymbolicItem): LibrarySymbol {
    const parts = this.taken.get(drawn) ?? partsOf(drawn, this.ink)
    this.taken.set(drawn, parts)
    const names = listIn(item, 'pin_names') ?? listIn(drawn, 'pin_names')
    const numbers = listIn(item, 'pin_numbers') ?? listIn(drawn, 'pin_numbers')
    return {
      ...{ ...parts, nameOffset: (names && numberIn(names, 'offset')) ?? 0.508 },
      ...{ hidesNames: hides(names), hidesNumbers: hides(numbers) },
    }
  }

  /** The symbol whose shape another one takes over. */
  private drawnBy(item: SymbolicItem): SymbolicItem {
    let from = item
    for (let depth = 0; depth < deepest; depth++) {
      const parent = listIn(from, 'extends')?.atoms[1]
      if (parent === undefined) return from
      const library = /^[^:]*:/.exec(item.atoms[1] ?? '')?.[0] ?? ''
      const next = this.items.get(parent) ?? this.items.get(library + parent)
      if (!next) return from
      from = next
    }
    return from
  }
}

/** What putting a piece down costs, whatever of it is seen. */
export const weightOfPiece = (piece: Piece): number => (piece.kind === 'way' ? piece.graphic.way.length : 4)

/** The pieces of one unit in one style, those of all units first. */
export function piecesOf({ pieces }: LibrarySymbol, unit: number, style: number): Piece[] {
  const keys = new Set(['0 0', `0 ${style}`, `${unit} 0`, `${unit} ${style}`])
  return [...keys].flatMap((key) => pieces.get(key) ?? [])
}

type Parts = Pick<LibrarySymbol, 'pieces' | 'units'>

/** Whatever it turns out to be, a part is paid for when it is looked at. */
function partsOf(drawn: SymbolicItem, ink: Ink): Parts {
  const pieces = new Map<string, Piece[]>()
  let units = 0
  const take = (key: string, parts: readonly SymbolicItem[]) => {
    const known = pieces.get(key) ?? []
    for (const part of parts) {
      ink.follow(1)
      const piece = pieceOf(part)
      if (!piece) continue
      ink.take(weightOfPiece(piece))
      known.push(piece)
    }
    pieces.set(key, known)
  }
  take('0 0', drawn.lists)
  for (const part of drawn.lists) {
    if (part.name !== 'symbol') continue
    const [, unit = '0', style = '0'] = /_(\d{1,4})_(\d{1,4})$/.exec(part.atoms[1] ?? '') ?? []
    units = Math.max(units, Number(unit))
    take(`${Number(unit)} ${Number(style)}`, part.lists)
  }
  return { pieces, units }
}

function hides(item: SymbolicItem | undefined): boolean {
  if (!item) return false
  const list = listIn(item, 'hide')
  return list ? list.atoms[1] !== 'no' : item.atoms.includes('hide')
}

function pieceOf(item: SymbolicItem): Piece | null {
  if (item.name === 'pin') return pinOf(item)
  if (item.name === 'text') {
    const { x, y, degrees } = placementOf(item)
    // Within symbols angles are tenths of a degree.
    const told = Math.abs(degrees) > 360 ? degrees / 10 : degrees
    return {
      ...{ kind: 'text', x, y: 0 - y, degrees: told, text: item.atoms[1] ?? '' },
      style: styleOf(item, usualSize),
    }
  }
  const graphic = sheetGraphicOf(item)
  return graphic && { kind: 'way', graphic: { ...graphic, way: upwards(graphic.way) } }
}

/** In libraries y goes up; what was turned over by the reader is turned back. */
const upwards = (way: Way): Way => way.map((each, at) => (at % 2 === 0 ? each : 0 - each))

function pinOf(item: SymbolicItem): Pin | null {
  if (isHidden(item)) return null
  const { x, y, degrees } = placementOf(item)
  const [name, number] = [listIn(item, 'name'), listIn(item, 'number')]
  return {
    ...{ kind: 'pin', x, y: 0 - y, degrees, shape: item.atoms[2] ?? 'line' },
    length: Math.max(0, numberAt(listIn(item, 'length'), 1) ?? 0),
    name: name?.atoms[1] ?? '',
    number: number?.atoms[1] ?? '',
    nameSize: name ? styleOf(name, usualSize).size : usualSize,
    numberSize: number ? styleOf(number, usualSize).size : usualSize,
  }
}
