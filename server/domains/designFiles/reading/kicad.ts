import { boxOf, joinBoxes, roundBox, type Box } from './box'
import { shownText, type Findings } from './findings'
import { eachList } from './symbolic-lists'

type TitleBlock = Readonly<{ title: string; revision: string; date: string; company: string }>

export type KicadBoardFacts = TitleBlock &
  Readonly<{
    kind: 'kicadBoard'
    format: 'kicad_pcb' | 'legacy'
    /** The date that names the version of the format, `20221018`; of legacy boards its number. */
    version: string
    generator: string
    footprints: number
    nets: number
    copperLayers: number
    thicknessMm: number | null
    /** Of the lines and curves' ends on `Edge.Cuts`; millimetres. Curves may reach further. */
    edge: Box | null
  }>

export type KicadSchematicFacts = TitleBlock &
  Readonly<{
    kind: 'kicadSchematic'
    format: 'kicad_sch' | 'legacy'
    version: string
    generator: string
    /** Symbols placed on this sheet, power symbols included. */
    symbols: number
    /** Sheets below this one. */
    sheets: number
  }>

type Tally = {
  values: Map<string, string>
  counts: Map<string, number>
  copperLayers: number
  edge: Box | null
}

const tallied: ReadonlySet<string> = new Set(['footprint', 'module', 'net', 'symbol', 'sheet'])

/** Board or schematic of KiCad 5 and later, in one pass without recursion; text inside quotes is never taken for lists. */
function tally(text: string, findings: Findings): Tally {
  const found: Tally = { values: new Map(), counts: new Map(), copperLayers: 0, edge: null }
  let corners: (readonly [number, number])[] = []
  const { tooDeep, unbalanced } = eachList(text, ({ around, atoms }) => {
    const depth = around.length
    if (depth < 1 || depth > 2) return
    const [name = ''] = atoms
    const parent = depth === 2 ? (around[1]?.[0] ?? '') : ''
    const key = parent === '' ? name : `${parent}/${name}`
    if (/^(version|generator|general\/thickness|title_block\/(title|rev|date|company))$/.test(key))
      found.values.set(key, atoms[1] ?? '')
    if (depth === 1) {
      if (tallied.has(name)) found.counts.set(name, (found.counts.get(name) ?? 0) + 1)
      corners = []
    } else if (parent === 'layers' && /\.Cu$/.test(atoms[1] ?? '')) found.copperLayers++
    else if (parent.startsWith('gr_')) {
      if (/^(start|mid|end|center)$/.test(name)) corners.push([Number(atoms[1]), Number(atoms[2])])
      if (name === 'layer' && atoms[1] === 'Edge.Cuts') found.edge = joinBoxes(found.edge, edgeOf(parent, corners))
      // A page of points in one shape is no shape KiCad draws.
      if (corners.length > 8) corners = []
    }
  })
  if (tooDeep) findings.add('nestedTooDeep')
  else if (unbalanced) findings.add('listsUnbalanced')
  return found
}

/** A circle is its centre and a point on it. */
function edgeOf(shape: string, corners: readonly (readonly [number, number])[]): Box | null {
  const points = corners.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y)).slice(-3)
  const [centre, rim] = points
  if (shape !== 'gr_circle' || !centre || !rim) return boxOf(points)
  const radius = Math.hypot(rim[0] - centre[0], rim[1] - centre[1])
  return boxOf([
    [centre[0] - radius, centre[1] - radius],
    [centre[0] + radius, centre[1] + radius],
  ])
}

const titleOf = ({ values }: Tally): TitleBlock => {
  const value = (name: string) => shownText(values.get(`title_block/${name}`) ?? '')
  return { title: value('title'), revision: value('rev'), date: value('date'), company: value('company') }
}

const origin = ({ values }: Tally) => ({
  version: shownText(values.get('version') ?? ''),
  generator: shownText(values.get('generator') ?? ''),
})

export function readKicadBoard(text: string, format: string, findings: Findings): KicadBoardFacts {
  if (format === 'legacy') return legacyBoard(text)
  const found = tally(text, findings)
  const thickness = Number(found.values.get('general/thickness') ?? Number.NaN)
  return {
    kind: 'kicadBoard',
    format: 'kicad_pcb',
    ...origin(found),
    ...titleOf(found),
    // KiCad 5 calls footprints modules.
    footprints: (found.counts.get('footprint') ?? 0) + (found.counts.get('module') ?? 0),
    nets: found.counts.get('net') ?? 0,
    copperLayers: found.copperLayers,
    thicknessMm: Number.isFinite(thickness) ? thickness : null,
    edge: found.edge && roundBox(found.edge),
  }
}

export function readKicadSchematic(text: string, format: string, findings: Findings): KicadSchematicFacts {
  if (format === 'legacy') return legacySchematic(text)
  const found = tally(text, findings)
  return {
    kind: 'kicadSchematic',
    format: 'kicad_sch',
    ...origin(found),
    ...titleOf(found),
    symbols: found.counts.get('symbol') ?? 0,
    sheets: found.counts.get('sheet') ?? 0,
  }
}

const countOf = (text: string, pattern: RegExp): number => {
  let count = 0
  for (const _ of text.matchAll(pattern)) count++
  return count
}
const quoted = (text: string, name: string): string =>
  shownText(new RegExp(`^${name} "([^"\n]{0,400})"`, 'm').exec(text.slice(0, 20_000))?.[1] ?? '')

function legacySchematic(text: string): KicadSchematicFacts {
  return {
    kind: 'kicadSchematic',
    format: 'legacy',
    version: /^EESchema Schematic File Version (\d{1,4})/.exec(text)?.[1] ?? '',
    generator: 'eeschema',
    title: quoted(text, 'Title'),
    revision: quoted(text, 'Rev'),
    date: quoted(text, 'Date'),
    company: quoted(text, 'Comp'),
    symbols: countOf(text, /^\$Comp[ \t]*\r?$/gm),
    sheets: countOf(text, /^\$Sheet[ \t]*\r?$/gm),
  }
}

function legacyBoard(text: string): KicadBoardFacts {
  return {
    kind: 'kicadBoard',
    format: 'legacy',
    version: /^PCBNEW-BOARD Version (\d{1,4})/.exec(text)?.[1] ?? '',
    generator: 'pcbnew',
    title: quoted(text, 'Title'),
    revision: quoted(text, 'Rev'),
    date: quoted(text, 'Date'),
    company: quoted(text, 'Comp'),
    footprints: countOf(text, /^\$MODULE\b/gm),
    nets: countOf(text, /^\$EQUIPOT\b/gm),
    copperLayers: Number(/^LayerCount (\d{1,3})/m.exec(text.slice(0, 20_000))?.[1] ?? 0),
    thicknessMm: null,
    edge: null,
  }
}
