import { signedTolerances } from '@/server/domains/specs/rules/limits-text'
import type { Values } from '@/server/domains/specs/rules/requirement'

export type FigureWords = Readonly<{ min: string; typ: string; max: string }>

/** A figure as print sets it: with a minus, not a hyphen. */
const typeset = (figure: string): string => figure.replace(/^[-−–]/, '−')

function tolerance(values: Values): string {
  const { plus, minus, even } = signedTolerances(values)
  if (even) return ` ±${plus.slice(1)}`
  const written = [minus, plus].filter(Boolean).join('/')
  return written === '' ? '' : ` ${written}`
}

/** `%`, `‰` and the degrees of an angle stand close to their figure; everything else after a space. */
const closeUnits = new Set(['%', '‰', '°', '℃', '℉'])

/**
 * The figures of a requirement in one line, digits as their author wrote them: `3.3 ±0.1 V`, `3.3 −0.1/+0.2 V`,
 * `min 3.1 · typ 3.3 · max 3.5 V`. Empty where there are none.
 */
export function formatFigures(values: Values, words: FigureWords): string {
  const nominal = values.nominal === '' ? tolerance(values).trim() : `${typeset(values.nominal)}${tolerance(values)}`
  const limits = (['min', 'typ', 'max'] as const).flatMap((key) =>
    values[key] === '' ? [] : [`${words[key]} ${typeset(values[key])}`],
  )
  const figures = [nominal, ...limits].filter(Boolean).join(' · ')
  if (figures === '' || values.unit === '') return figures
  return closeUnits.has(values.unit) ? `${figures}${values.unit}` : `${figures} ${values.unit}`
}
