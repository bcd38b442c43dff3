import type { SymbolicItem } from '../../reading/symbolic-items'
import type { DrawnLayer } from '../drawing'

type Role = DrawnLayer['role']

const role = (type: Role['type'], side: Role['side'] = null, order: number | null = null): Role => ({
  ...{ type, side, order },
})

/** What is drawn beside copper. Layers of notes, assembly and courtyards are no layers of a board. */
const others: Readonly<Record<string, Role>> = {
  'F.Mask': role('mask', 'top'),
  'B.Mask': role('mask', 'bottom'),
  'F.SilkS': role('silk', 'top'),
  'B.SilkS': role('silk', 'bottom'),
  'F.Paste': role('paste', 'top'),
  'B.Paste': role('paste', 'bottom'),
  'Edge.Cuts': role('outline'),
}

/** KiCad has 32; more are a mistake. */
const mostCopper = 64
const copperType = /^(signal|power|mixed|jumper)$/

/** The layers of a KiCad board. KiCad 5 let people rename copper, and writes their names everywhere. */
export class BoardLayers {
  private copper: readonly string[] = []
  private roles: ReadonlyMap<string, Role> = new Map()

  constructor() {
    this.stack(['F.Cu', 'B.Cu'])
  }

  /** Takes the list `layers` of a board, which goes from the top down. */
  read(section: SymbolicItem): void {
    const names = section.lists.flatMap(({ atoms: [, name = '', type = ''] }) =>
      copperType.test(type) || name.endsWith('.Cu') ? [name] : [],
    )
    const found = [...new Set(names)].filter((name) => !Object.hasOwn(others, name)).slice(0, mostCopper)
    if (found.length > 1) this.stack(found)
  }

  get top(): string {
    return this.copper[0] ?? ''
  }

  get bottom(): string {
    return this.copper.at(-1) ?? ''
  }

  /** Copper from one layer to another, both included; all of it where one of them is not known. */
  between(from: string, to: string): readonly string[] {
    const [a, b] = [this.copper.indexOf(from), this.copper.indexOf(to)]
    return a < 0 || b < 0 ? this.copper : this.copper.slice(Math.min(a, b), Math.max(a, b) + 1)
  }

  /** Layers that are drawn, of those a list names; `*.Cu` and `F&B.Cu` name several. */
  named(names: readonly string[]): Set<string> {
    const all = names.flatMap((name) => {
      if (name === '*.Cu') return this.copper
      if (name === 'F&B.Cu') return [this.top, this.bottom]
      return name.startsWith('*.') ? [`F${name.slice(1)}`, `B${name.slice(1)}`] : [name]
    })
    return new Set(all.filter((name) => this.roleOf(name) !== null))
  }

  /** As the attributes of a Gerber file would tell it; null where a layer is not drawn. */
  roleOf(name: string): Role | null {
    return this.roles.get(name) ?? null
  }

  /** Every layer that may be drawn, from the top down. */
  get names(): readonly string[] {
    return ['F.SilkS', 'F.Paste', 'F.Mask', ...this.copper, 'B.Mask', 'B.Paste', 'B.SilkS', 'Edge.Cuts']
  }

  private stack(copper: readonly string[]): void {
    const side = (at: number) => (at === 0 ? 'top' : at === copper.length - 1 ? 'bottom' : 'inner')
    this.copper = copper
    this.roles = new Map([
      ...copper.map((name, at): [string, Role] => [name, role('copper', side(at), at + 1)]),
      ...Object.entries(others),
    ])
  }
}
