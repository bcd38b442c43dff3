import { working } from './text'
import type { ElectricalAttributes } from './types'

const TOLERANCE = /^[±+/-]*(\d+(?:\.\d+)?)%$/
const VOLTAGE = /^(\d+(?:\.\d+)?)(V|VDC|KV)$/i
const VOLTAGE_RKM = /^(\d+)V(\d+)$/i
const POWER = /^(1\/\d+|\d+(?:\.\d+)?m?)W$/i
const CURRENT = /^(\d+(?:\.\d+)?)(m?A)$/
const DIELECTRIC = /^(C0G|COG|NP0|NPO|X5R|X6S|X7R|X7S|X7T|X8R|Y5V|Z5U)$/i

export const NO_ATTRIBUTES: ElectricalAttributes = {
  tolerance: null,
  voltage: null,
  power: null,
  current: null,
  dielectric: null,
}

/** Tokens of a composite text; `1/4W` and `±1%` stay whole. */
function tokens(text: string): string[] {
  return working(text)
    .replace(/(\b\d+)\/(\d+W\b)/gi, '$1\u0001$2')
    .split(/[\s/,;|_，、()（）]+/)
    .map((token) => token.replaceAll('\u0001', '/'))
}

/** Tolerance, voltage, power, current and dielectric named in texts, the first text winning. */
export function readAttributes(texts: readonly (string | null)[]): ElectricalAttributes {
  const found = { ...NO_ATTRIBUTES }
  for (const text of texts) {
    if (text === null || text.length > 400) continue
    for (const token of tokens(text)) {
      if (token.length < 2 || token.length > 12) continue
      const tolerance = TOLERANCE.exec(token)
      if (tolerance !== null) found.tolerance ??= `${Number(tolerance[1])}%`
      const voltage = VOLTAGE.exec(token)
      if (voltage !== null)
        found.voltage ??= `${Number(voltage[1])}${(voltage[2] ?? '').toUpperCase() === 'KV' ? 'kV' : 'V'}`
      const split = VOLTAGE_RKM.exec(token)
      if (split !== null) found.voltage ??= `${split[1]}.${split[2]}V`
      const power = POWER.exec(token)
      if (power !== null) found.power ??= `${power[1]}W`
      const current = CURRENT.exec(token)
      if (current !== null) found.current ??= `${Number(current[1])}${current[2]}`
      const dielectric = DIELECTRIC.exec(token)?.[1]?.toUpperCase()
      if (dielectric !== undefined) found.dielectric ??= /^(COG|NP0|NPO)$/.test(dielectric) ? 'C0G' : dielectric
    }
  }
  return found
}
