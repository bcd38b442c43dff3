import { roundBox, scaleBox, toNanometre, type Box } from './box'
import {
  extentsUnder,
  noExtents,
  readRaw,
  usualFormat,
  widen,
  type RawCoordinate,
  type RawExtents,
} from './drill-format'
import { DrillHeader } from './drill-header'
import type { Findings } from './findings'
import { millimetres, type CoordinateFormat, type LengthUnit } from './gerber-format'
import { MAX_COMMANDS, MAX_REPEATS, MAX_TOOLS, MAX_WORD_CHARS } from './limits'

export type DrillTool = Readonly<{ tool: number; diameterMm: number | null; hits: number; slots: number }>

export type DrillFacts = Readonly<{
  kind: 'drill'
  unit: LengthUnit | null
  /** How digits without a decimal point are read, and whether the file said so. */
  format: CoordinateFormat
  formatAssumed: boolean
  /** null where the file holds both or does not say. */
  plated: boolean | null
  /** Copper layers the holes connect, from X2 or the header: `[1, 6]`. */
  span: readonly [number, number] | null
  attributes: Readonly<Record<string, readonly string[]>>
  /** Diameters the header defines, and what was drilled with each. */
  tools: readonly DrillTool[]
  hits: number
  slots: number
  /** Of hole centres in millimetres. */
  extents: Box | null
  /** The digits before a format is chosen; a board set may choose a better one. */
  raw: RawExtents
  complete: boolean
}>

/** Sees every hole and slot with its tool, before it is known where the point of its digits belongs. */
export type DrillTrace = Readonly<{
  hole: (tool: number, x: RawCoordinate, y: RawCoordinate) => void
  /** One straight piece of a slot. */
  slot: (
    tool: number,
    from: readonly [RawCoordinate, RawCoordinate],
    to: readonly [RawCoordinate, RawCoordinate],
  ) => void
}>

/** Extents of holes in millimetres under a format the set of files has shown to be the right one. */
export function drillExtents({ raw, unit }: Pick<DrillFacts, 'raw' | 'unit'>, format: CoordinateFormat): Box | null {
  const box = extentsUnder(raw, format)
  return box === null || unit === null ? null : roundBox(scaleBox(box, millimetres[unit]))
}

/**
 * Reads an Excellon drill file (and what EAGLE, Altium, KiCad and EasyEDA make of it): unit, tools, holes, slots, whether
 * they are plated. A routed path counts as one slot, as does `G85`. Never throws; linear in the length of the text.
 */
export function readDrill(text: string, findings: Findings, trace: DrillTrace | null = null): DrillFacts {
  const reader = new DrillReader(findings, trace)
  let count = 0
  for (const [line] of text.matchAll(/[^\r\n]+/g)) {
    if (++count > MAX_COMMANDS) {
      findings.add('cutShort')
      break
    }
    reader.line(line.trim())
    if (reader.ended) break
  }
  return reader.facts()
}

type Counted = { hits: number; slots: number }

class DrillReader {
  private readonly header = new DrillHeader()
  private readonly counted = new Map<number, Counted>()
  private raw: RawExtents = noExtents
  private tool = 0
  private x: RawCoordinate = { whole: 0, fraction: 0, isDecimal: false }
  private y: RawCoordinate = this.x
  private isRouting = false
  private isDown = false
  private isCutting = false
  ended = false

  constructor(
    private readonly findings: Findings,
    private readonly trace: DrillTrace | null,
  ) {}

  line(line: string): void {
    if (line.length > MAX_WORD_CHARS) return this.findings.add('drillBadCoordinate', { text: line })
    if (line === '' || line === '%' || this.header.line(line)) return
    if (/^M(00|30|0?2)$/.test(line)) this.ended = true
    else if (/^T\d/.test(line)) this.select(Number(/^T(\d{1,6})/.exec(line)?.[1] ?? 0))
    else if (/^M15\b/.test(line)) this.lower(this.isRouting)
    else if (/^M1[67]\b/.test(line)) this.lower(false)
    else if (/^G0?5\b|^G81\b/.test(line) && !/[XY]/.test(line)) {
      this.isRouting = false
      this.lower(false)
    } else this.coordinates(line)
  }

  private select(tool: number): void {
    this.tool = tool
    // T0 puts the tool away.
    if (tool !== 0 && !this.header.tools.has(tool)) this.findings.add('drillUndefinedTool', { tool: `T${tool}` })
  }

  private lower(down: boolean): void {
    ;[this.isDown, this.isCutting] = [down, down]
  }

  private coordinates(line: string): void {
    const code = /^G(\d{1,2})/.exec(line)?.[1]
    const mode = code === undefined ? null : Number(code)
    if (mode === 0) {
      this.isRouting = true
      this.lower(false)
    }
    const [first = '', slotEnd] = line.split('G85')
    const repeats = /^R(\d{1,12})/.exec(first)?.[1]
    if (!/[XY]/.test(first)) return
    const start = [this.x, this.y] as const
    if (!this.moveTo(first, repeats !== undefined)) return
    if (mode === 0) return
    const tool = this.countOf()
    const here = [this.x, this.y] as const
    if (slotEnd !== undefined) {
      this.moveTo(slotEnd, false)
      tool.slots++
      this.trace?.slot(this.tool, here, [this.x, this.y])
    } else if (repeats !== undefined) {
      const n = Number(repeats)
      if (n > MAX_REPEATS) this.findings.add('drillRepeats', { n })
      tool.hits += Math.min(n, MAX_REPEATS)
      this.traceRepeats(first, Math.min(n, MAX_REPEATS))
    } else if (this.isRouting) {
      // One lowering of the tool makes one slot, however many corners its path has.
      if (this.isDown) tool.slots++
      this.isDown = false
      if (this.isCutting) this.trace?.slot(this.tool, start, here)
    } else {
      tool.hits++
      this.trace?.hole(this.tool, ...here)
    }
  }

  /** `R3X100` drills three more holes, each a step on from the one before. */
  private traceRepeats(text: string, n: number): void {
    if (this.trace === null) return
    const step = (axis: RegExp) => readRaw(axis.exec(text)?.[1] ?? '0')
    const [x, y] = [step(/X([-+\d.]{1,40})/), step(/Y([-+\d.]{1,40})/)]
    if (x === null || y === null) return
    let at = [this.x, this.y] as const
    for (let hole = 0; hole < n; hole++) {
      at = [added(at[0], x), added(at[1], y)]
      this.trace.hole(this.tool, ...at)
    }
  }

  private countOf(): Counted {
    const known = this.counted.get(this.tool)
    if (known) return known
    const fresh = { hits: 0, slots: 0 }
    if (this.counted.size < MAX_TOOLS) this.counted.set(this.tool, fresh)
    return fresh
  }

  private moveTo(text: string, isStep: boolean): boolean {
    const [givenX, givenY] = [/X([-+\d.]{1,40})/.exec(text)?.[1], /Y([-+\d.]{1,40})/.exec(text)?.[1]]
    const x = givenX === undefined ? this.x : readRaw(givenX)
    const y = givenY === undefined ? this.y : readRaw(givenY)
    if (x === null || y === null || (givenX === undefined && givenY === undefined)) {
      this.findings.add('drillBadCoordinate', { text })
      return false
    }
    if (isStep) return true
    const isIncremental = this.header.isIncremental
    this.x = isIncremental && givenX !== undefined ? added(this.x, x) : x
    this.y = isIncremental && givenY !== undefined ? added(this.y, y) : y
    this.raw = widen(this.raw, this.x, this.y)
    return true
  }

  facts(): DrillFacts {
    const { header, findings } = this
    const totals = { hits: 0, slots: 0 }
    for (const { hits, slots } of this.counted.values()) {
      totals.hits += hits
      totals.slots += slots
    }
    const unit = header.unit
    if (unit === null) findings.add('drillNoUnits')
    if (!this.ended) findings.add('drillNoEnd')
    const isStated = header.format !== null || this.raw.whole === null
    if (!isStated && unit !== null) findings.add('drillFormatAssumed')
    const format = header.format ?? { ...usualFormat(unit ?? 'mm'), ...(header.omitted && { omitted: header.omitted }) }
    const diameter = (size: number) => (unit === null ? null : toNanometre(size * millimetres[unit]))
    return {
      kind: 'drill',
      unit,
      format,
      formatAssumed: !isStated,
      plated: header.plated,
      span: header.span,
      attributes: Object.fromEntries(header.attributes),
      tools: [...header.tools].map(([tool, size]) => ({
        tool,
        diameterMm: diameter(size),
        ...(this.counted.get(tool) ?? { hits: 0, slots: 0 }),
      })),
      ...totals,
      extents: drillExtents({ raw: this.raw, unit }, format),
      raw: this.raw,
      complete: this.ended,
    }
  }
}

/** Steps are added as they are written; a fraction needs the same digits on both sides, as such files have. */
const added = (a: RawCoordinate, b: RawCoordinate): RawCoordinate => ({
  whole: a.whole + b.whole,
  fraction: a.fraction + b.fraction,
  isDecimal: a.isDecimal || b.isDecimal,
})
