import type { ExchangeFile } from '../exchange/exchange-file'
import { isList, numberAt, Reference, references, textAt, Typed, type Value, type Values } from '../exchange/values'
import { Unreadable } from '../effort'

/** From a style to its colour there are half a dozen steps, each with a list or two. */
const deepest = 32

const preDefined: Readonly<Record<string, number>> = {
  ...{ red: 0xff0000, green: 0x00ff00, blue: 0x0000ff, yellow: 0xffff00 },
  ...{ magenta: 0xff00ff, cyan: 0x00ffff, black: 0x202020, white: 0xffffff },
}

/** Styles of lines and points say nothing of the faces. */
const aside = /^(CURVE_STYLE|POINT_STYLE|TEXT_STYLE|SYMBOL_STYLE|SURFACE_STYLE_BOUNDARY|SURFACE_STYLE_PARAMETER_LINE)/

/** Colours as 0xRRGGBB by the items of the file that have one: bodies, shells, faces; and which items are hidden. */
export class Colours {
  private readonly byItem = new Map<number, number>()
  private readonly hidden = new Set<number>()
  private readonly byStyle = new Map<number, number | null>()

  /** Reads all styled items; those that override come last. Throws `TooMuchModel`. */
  constructor(private readonly file: ExchangeFile) {
    const invisible = new Set<number>()
    for (const each of file.all('INVISIBILITY'))
      for (const value of each.values('INVISIBILITY').filter(isList))
        for (const id of references(value)) invisible.add(id)
    const visible = new Set<number>()
    for (const name of ['STYLED_ITEM', 'OVER_RIDING_STYLED_ITEM'])
      for (const styled of file.all(name)) {
        const values = styled.values(name)
        const item = values[2]
        if (!(item instanceof Reference)) continue
        const colour = this.within(values[1], 0)
        if (colour !== null) this.byItem.set(item.id, colour)
        ;(invisible.has(styled.id) ? this.hidden : visible).add(item.id)
      }
    for (const item of visible) this.hidden.delete(item)
  }

  /** Whether all styles of an item are invisible (`INVISIBILITY`). */
  isHidden(id: number): boolean {
    return this.hidden.has(id)
  }

  /** Null where an item has none of its own. */
  readonly of = (id: number): number | null => this.byItem.get(id) ?? null

  /** The first colour that values lead to. */
  private within(value: Value | undefined, depth: number): number | null {
    if (depth > deepest) return null
    if (value instanceof Reference) return this.ofStyle(value.id, depth)
    const values = value instanceof Typed ? value.values : isList(value) ? value : []
    for (const each of values) {
      const found = this.within(each, depth + 1)
      if (found !== null) return found
    }
    return null
  }

  private ofStyle(id: number, depth: number): number | null {
    const known = this.byStyle.get(id)
    if (known !== undefined) return known
    // Whoever comes back to it while it is being read finds nothing.
    this.byStyle.set(id, null)
    const colour = this.read(id, depth)
    this.byStyle.set(id, colour)
    return colour
  }

  private read(id: number, depth: number): number | null {
    const instance = this.file.find(id)
    if (instance === null || aside.test(instance.name) || instance.name === '') return null
    const values = instance.own
    if (instance.name === 'COLOUR_RGB') return rgb(values)
    if (instance.name === 'DRAUGHTING_PRE_DEFINED_COLOUR') return preDefined[textAt(values, 0).toLowerCase()] ?? null
    return this.within(values, depth + 1)
  }
}

function rgb(values: Values): number | null {
  try {
    const part = (at: number) => Math.max(0, Math.min(255, Math.floor(numberAt(values, at) * 255 + 0.5)))
    return part(1) * 65_536 + part(2) * 256 + part(3)
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}
