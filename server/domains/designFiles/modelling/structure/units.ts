import type { ExchangeFile, Instance } from '../exchange/exchange-file'
import { enumerationAt, isList, numberAt, referenceAt, references, textAt } from '../exchange/values'
import { Unreadable } from '../effort'

/** What one of its units is: of length in millimetres, of angle in radians. */
export type Units = Readonly<{ millimetres: number; radian: number }>

const prefixes: Readonly<Record<string, number>> = {
  ...{ EXA: 1e18, PETA: 1e15, TERA: 1e12, GIGA: 1e9, MEGA: 1e6, KILO: 1e3, HECTO: 1e2, DECA: 10, '': 1 },
  ...{ DECI: 0.1, CENTI: 1e-2, MILLI: 1e-3, MICRO: 1e-6, NANO: 1e-9, PICO: 1e-12, FEMTO: 1e-15, ATTO: 1e-18 },
}

/** Units written by name alone. Millimetres each; a degree in radians. */
const named: Readonly<Record<string, number>> = {
  ...{ INCH: 25.4, INCHES: 25.4, FOOT: 304.8, FEET: 304.8, MILLIMETRE: 1, MILLIMETER: 1, MIL: 0.0254 },
  ...{ DEGREE: Math.PI / 180, DEGREES: Math.PI / 180 },
}

/** The units of a representation's context; millimetres and radians where it does not say. */
export function unitsOf(file: ExchangeFile, contextId: number): Units {
  const context = file.find(contextId)
  const units = { millimetres: 1, radian: 1 }
  if (!context?.is('GLOBAL_UNIT_ASSIGNED_CONTEXT')) return units
  const values = context.values('GLOBAL_UNIT_ASSIGNED_CONTEXT')
  const list = values.find(isList) ?? []
  for (const id of references(list)) {
    const unit = file.find(id)
    if (unit === null) continue
    const size = sizeOf(file, unit, 0)
    if (size === null) continue
    if (unit.is('LENGTH_UNIT')) units.millimetres = size
    else if (unit.is('PLANE_ANGLE_UNIT')) units.radian = size
  }
  return units
}

/** Lengths in millimetres, angles in radians; null where a unit makes no sense. */
function sizeOf(file: ExchangeFile, unit: Instance, depth: number): number | null {
  try {
    const size = unit.is('CONVERSION_BASED_UNIT') ? convertedSize(file, unit, depth) : siSize(unit)
    return size > 0 && Number.isFinite(size) ? size : null
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}

function siSize(unit: Instance): number {
  const values = unit.values('SI_UNIT')
  const at = values.length - 2
  const factor = prefixes[enumerationAt(values, at)] ?? 1
  return enumerationAt(values, at + 1) === 'METRE' ? factor * 1000 : factor
}

function convertedSize(file: ExchangeFile, unit: Instance, depth: number): number {
  const values = unit.values('CONVERSION_BASED_UNIT')
  const at = values.length - 2
  const measure = file.find(referenceAt(values, at + 1))
  const name = [...['LENGTH_MEASURE_WITH_UNIT', 'PLANE_ANGLE_MEASURE_WITH_UNIT', 'MEASURE_WITH_UNIT']].find((each) =>
    measure?.is(each),
  )
  const inner = measure && name && depth < 4 ? file.find(referenceAt(measure.values(name), 1)) : null
  const size = inner === null ? null : sizeOf(file, inner, depth + 1)
  if (measure && name && size !== null) return numberAt(measure.values(name), 0) * size
  return named[textAt(values, at).toUpperCase()] ?? 0
}
