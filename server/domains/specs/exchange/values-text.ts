import { compareDecimals, negateDecimal, parseDecimal } from '@/server/kernel/decimal'
import type { Values } from '../rules/requirement'

/** The words of figures, which are international: `min 3.1 · typ 3.3 · max 3.5 V`. */
const words = { nominal: 'nom', min: 'min', typ: 'typ', max: 'max', tolerance: 'tol' } as const

/** With the sign its field implies, unless the author wrote one. */
const signed = (text: string, sign: '+' | '−'): string =>
  text === '' || /^[+\-−]/.test(text) ? text.replace('-', '−') : `${sign}${text}`

/** `±0.1`, `+0.2 −0.1`, `+0.2`; empty where neither side is given. Figures stay as their author wrote them. */
export function toleranceText({ tolerancePlus, toleranceMinus }: Values): string {
  const [plus, minus] = [signed(tolerancePlus, '+'), signed(toleranceMinus, '−')]
  const [above, below] = [parseDecimal(plus), parseDecimal(minus)]
  if (above && below && above.unscaled > 0n && compareDecimals(above, negateDecimal(below)) === 0)
    return `±${plus.slice(1)}`
  return [plus, minus].filter(Boolean).join(' ')
}

/** The figures of a requirement in one or two lines, each with its unit. */
export function valuesText(values: Values): string[] {
  const unit = values.unit === '' ? '' : `\u00a0${values.unit}`
  const tolerance = toleranceText(values)
  const limits = (['min', 'typ', 'max'] as const)
    .filter((field) => values[field] !== '')
    .map((field) => `${words[field]}\u00a0${values[field]}`)
  const lines: string[] = []
  if (values.nominal !== '')
    lines.push(`${words.nominal}\u00a0${[values.nominal, tolerance].filter(Boolean).join(' ')}${unit}`)
  else if (tolerance !== '') lines.push(`${words.tolerance}\u00a0${tolerance}${unit}`)
  if (limits.length > 0) lines.push(`${limits.join(' · ')}${unit}`)
  return lines
}
