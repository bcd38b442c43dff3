import { noteAttribute } from './gerber-attributes'
import type { CoordinateFormat, LengthUnit } from './gerber-format'
import { MAX_TOOLS } from './limits'

/** What a drill file says of itself, in its header, in comments, or wherever a program put it. */
export class DrillHeader {
  unit: LengthUnit | null = null
  format: CoordinateFormat | null = null
  /** Said on its own (`INCH,TZ`), without the digits. */
  omitted: CoordinateFormat['omitted'] | null = null
  isIncremental = false
  /** Diameters in the unit of the file. */
  readonly tools = new Map<number, number>()
  readonly attributes = new Map<string, readonly string[]>()
  private readonly platings = new Set<boolean>()

  /** Reads one line; false where it is no statement of a header but something to do. */
  line(line: string): boolean {
    if (line.startsWith(';')) return this.comment(line)
    const unit = /^(INCH|METRIC|M71|M72)\b(.*)$/.exec(line)
    if (unit) return this.units(unit[1] ?? '', unit[2] ?? '')
    const tool = /^T(\d{1,6})((?:[A-BD-Z][-\d.]*)*)C([\d.]{1,20})/.exec(line)
    if (tool) {
      const size = Number(tool[3])
      if (Number.isFinite(size) && this.tools.size < MAX_TOOLS) this.tools.set(Number(tool[1]), size)
      return true
    }
    if (/^(G90|G91|ICI)\b/.test(line)) {
      this.isIncremental = line.startsWith('G91') || /^ICI,?ON/.test(line)
      return true
    }
    return /^(M48|M95|M47|FMAT|VER|DETECT|ATC|BLKD|SBK|AFS|CCW|CP|OSTOP|R,|OM48|TCST|UP|ZA|ZC|ZS|Z[-+]|S\d|F\d|B\d|H\d|N\d+$)/.test(
      line,
    )
  }

  get plated(): boolean | null {
    const [only] = this.platings
    return this.platings.size === 1 ? (only ?? null) : null
  }

  get span(): readonly [number, number] | null {
    const [, from, to] = this.attributes.get('.FileFunction') ?? []
    const [a, b] = [Number(from), Number(to)]
    return Number.isInteger(a) && Number.isInteger(b) && a > 0 && b > 0 ? [a, b] : null
  }

  /** `INCH,LZ`, `METRIC,TZ,000.000`: `LZ` says leading zeros are written, so trailing ones are left out. */
  private units(word: string, rest: string): true {
    this.unit = word === 'INCH' || word === 'M72' ? 'inch' : 'mm'
    if (/\bLZ\b/.test(rest)) this.omitted = 'trailing'
    if (/\bTZ\b/.test(rest)) this.omitted = 'leading'
    const digits = /(0{1,6})\.(0{1,6})/.exec(rest)
    if (digits) this.digits(digits[1]?.length ?? 0, digits[2]?.length ?? 0)
    else if (this.format && this.omitted) this.format = { ...this.format, omitted: this.omitted }
    return true
  }

  private digits(integers: number, decimals: number): void {
    this.format = { integers, decimals, omitted: this.omitted ?? 'leading' }
  }

  private comment(line: string): true {
    if (noteAttribute(line, this.attributes)) {
      const kind = this.attributes.get('.FileFunction')?.[0]
      if (kind === 'Plated' || kind === 'NonPlated') this.platings.add(kind === 'Plated')
      return true
    }
    const type = /^;\s*TYPE\s*=\s*(NON[-_ ]?)?PLATED/i.exec(line)
    if (type) this.platings.add(type[1] === undefined)
    const digits = /^;\s*FILE_FORMAT\s*=\s*(\d):(\d)/i.exec(line)
    if (digits) this.digits(Number(digits[1]), Number(digits[2]))
    const unit = /^;\s*(?:FORMAT=\{[^}]*\/\s*(metric|inch)|unit\s*[:=]\s*(mm|inch))/i.exec(line)
    const word = (unit?.[1] ?? unit?.[2] ?? '').toLowerCase()
    if (word !== '') this.unit ??= word === 'inch' ? 'inch' : 'mm'
    return true
  }
}
