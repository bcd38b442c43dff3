import { listIn, numberAt, type SymbolicItem } from '../../reading/symbolic-items'
import type { BoardLayers } from './board-layers'
import type { BoardSheets } from './board-sheets'
import { placed, placementOf, pointIn, pointsOf, type Placement } from './geometry'
import { boxed, lettering, normal, styleOf, type TextBox } from './lettering'
import { modernBars, resolved } from './markup'
import { Fields, titlesOf } from './title-block'

/** Millimetres a letter is high where a file tells nothing. */
const usual = 1
/** The format from which on bars are written as `~{…}`. */
const bracedBars = 20210606
/** Around the text of a box, where the file tells nothing; about what KiCad leaves. */
const margin = 0.5

/** Writes what stands on a board: its own texts, those of footprints, their references and values, and boxes of text. */
export class BoardTexts {
  private readonly variables = new Fields()
  /** Up to KiCad 5 a tilde was a bar by itself. */
  private isOld = false

  constructor(
    private readonly layers: BoardLayers,
    private readonly sheets: BoardSheets,
  ) {}

  /** Takes the list `version`: a date. */
  readVersion(item: SymbolicItem): void {
    this.isOld = (numberAt(item, 1) ?? bracedBars) < bracedBars
  }

  /** Takes the list `title_block` of a board. */
  readTitles(block: SymbolicItem): void {
    for (const [name, value] of Object.entries(titlesOf(block))) this.variables.set(name, value)
  }

  /** `(property "NAME" "value")` of the board itself: a variable of its project. */
  readVariable({ atoms: [, name = '', value = ''] }: SymbolicItem): void {
    this.variables.set(name, value)
  }

  /** What lies right on the board. */
  lay(item: SymbolicItem, place: Placement, fields: Fields | null = null): void {
    const [, first = '', second = ''] = item.atoms
    switch (item.name) {
      case 'gr_text':
        return this.text(item, first, place, fields)
      case 'fp_text':
        return this.text(item, second, place, fields)
      case 'property':
        return this.text(item, second, place, fields)
      case 'gr_text_box':
      case 'fp_text_box':
        return this.box(item, first, place, fields)
      case 'table':
        for (const cells of item.lists)
          if (cells.name === 'cells') for (const cell of cells.lists) this.box(cell, cell.atoms[1] ?? '', place, fields)
        return
      case 'dimension': {
        const text = listIn(item, 'gr_text')
        if (text) this.text(text, text.atoms[1] ?? '', place, fields)
      }
    }
  }

  /** What a footprint says of itself, for the texts within it. */
  fieldsOf(footprint: SymbolicItem): Fields {
    const fields = new Fields()
    const [library = '', name] = (footprint.atoms[1] ?? '').split(':', 2)
    fields.set('FOOTPRINT_NAME', name ?? library)
    fields.set('FOOTPRINT_LIBRARY', name === undefined ? '' : library)
    for (const { name: kind, atoms } of footprint.lists)
      if (kind === 'property' || (kind === 'fp_text' && atoms[1] !== 'user')) fields.set(atoms[1] ?? '', atoms[2] ?? '')
    return fields
  }

  private text(item: SymbolicItem, raw: string, place: Placement, fields: Fields | null): void {
    const layer = this.layerOf(item)
    if (layer === null) return
    const style = styleOf(item, usual)
    if (style.hidden) return
    const own = placementOf(item)
    const [x = 0, y = 0] = placed([own.x, own.y], place)
    // Its angle is that on the board already, and it stays the right way up unless it says otherwise.
    const isFree = fields === null || isUnlocked(item)
    const degrees = isFree ? own.degrees : upright(own.degrees)
    const { ink } = this.sheets
    const text = this.read(raw, fields)
    if (!isKnockout(item)) return this.sheets.write(layer, lettering(text, style, { x, y, degrees }, ink))
    // A filled field from which the letters are taken.
    const taken = lettering(text, style, { x, y, degrees }, ink, false)
    this.sheets.write(layer, taken, 0.3 * style.size)
  }

  private box(item: SymbolicItem, raw: string, place: Placement, fields: Fields | null): void {
    const layer = this.layerOf(item)
    const corners = cornersIn(item)
    const style = styleOf(item, usual)
    if (layer === null || corners === null || style.hidden) return
    const box = aroundOf(placed(corners, place))
    const degrees = Number(listIn(item, 'angle')?.atoms[1] ?? 0) + (fields === null ? 0 : place.degrees)
    const inset = Number(listIn(item, 'margins')?.atoms[1] ?? margin)
    const text = this.read(raw, fields)
    const { ink } = this.sheets
    this.sheets.write(layer, boxed(text, style, box, Number.isFinite(inset) ? inset : margin, degrees, ink))
  }

  private read(raw: string, fields: Fields | null): string {
    // KiCad 5 wrote `%R` and `%V` for reference and value.
    const named = fields === null ? raw : raw.replaceAll('%R', '${REFERENCE}').replaceAll('%V', '${VALUE}')
    const text = resolved(named, (name) => fields?.get(name) ?? this.variables.get(name))
    return this.isOld ? modernBars(text) : text
  }

  /** The layer an item names, where it is drawn. */
  private layerOf(item: SymbolicItem): string | null {
    const [layer] = this.layers.named([listIn(item, 'layer')?.atoms[1] ?? ''])
    return layer ?? null
  }
}

/** `unlocked`: free to stand on its head; KiCad 5 and 6 wrote it behind the place. */
const isUnlocked = (item: SymbolicItem): boolean => {
  const list = listIn(item, 'unlocked')
  if (list) return list.atoms[1] !== 'no'
  return item.atoms.includes('unlocked') || (listIn(item, 'at')?.atoms.includes('unlocked') ?? false)
}

/** `(layer "F.SilkS" knockout)`. */
const isKnockout = (item: SymbolicItem): boolean => listIn(item, 'layer')?.atoms[2] === 'knockout'

/** Turned so that it is read from below or from the right. */
function upright(degrees: number): number {
  const angle = normal(degrees)
  return angle > 90 ? angle - 180 : angle <= -90 ? angle + 180 : angle
}

/** Corners of a box: two of them, or four where it is turned. */
function cornersIn(item: SymbolicItem): readonly number[] | null {
  const [start, end] = [pointIn(item, 'start'), pointIn(item, 'end')]
  if (start && end) return [start[0], start[1], end[0], start[1], end[0], end[1], start[0], end[1]]
  const points = pointsOf(listIn(item, 'pts'))
  return points.length >= 6 ? points.slice(0, 16) : null
}

function aroundOf(way: readonly number[]): TextBox {
  const [xs, ys] = [way.filter((_, at) => at % 2 === 0), way.filter((_, at) => at % 2 === 1)]
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) }
}
