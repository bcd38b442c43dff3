import { compareDecimals, parseDecimal } from '@/server/kernel/decimal'
import type { Values } from './requirement'

/** What stands before a figure; the nominal value needs no word on the screen. */
export type FigureWords = Readonly<{ nominal?: string; min: string; typ: string; max: string; tolerance?: string }>

/** The words of figures that both shores read: `min 3.1 · typ 3.3 · max 3.5 V`. */
export const internationalWords = { nominal: 'nom', min: 'min', typ: 'typ', max: 'max', tolerance: 'tol' } as const

/** A figure as print sets it: with a minus, not a hyphen. */
const typeset = (figure: string): string => figure.replace(/^[-−–]/, '−')
/** With the sign its field implies, unless the author wrote one. */
const signed = (figure: string, sign: '+' | '−'): string => {
  const [, written = '', digits = ''] = /^([+\-−–＋－]?)(.*)$/s.exec(figure.trim()) ?? []
  if (digits === '') return ''
  return `${written === '' ? sign : written === '+' || written === '＋' ? '+' : '−'}${digits}`
}

/** `%`, `‰` and the degrees of an angle stand close to their figure; everything else after a space. */
const closeUnits = new Set(['%', '‰', '°', '℃', '℉'])
const withUnit = (figures: string, unit: string, gap: string): string =>
  figures === '' || unit === '' ? figures : `${figures}${closeUnits.has(unit) ? '' : gap}${unit}`

/** `±0.1`, `+0.2/−0.1`, `−0.1/−0.3`, `+0.2`; empty where neither side is given. Digits stay as they were written. */
export function toleranceText({ tolerancePlus, toleranceMinus }: Values): string {
  const [plus, minus] = [signed(tolerancePlus, '+'), signed(toleranceMinus, '−')]
  const [above, below] = [parseDecimal(plus.slice(1)), parseDecimal(minus.slice(1))]
  const opposite = plus.startsWith('+') && minus.startsWith('−')
  const even = above && below ? compareDecimals(above, below) === 0 : plus.slice(1) === minus.slice(1)
  if (opposite && even) return `±${plus.slice(1)}`
  return [plus, minus].filter(Boolean).join('/')
}

const worded = (word: string | undefined, figure: string, gap: string): string =>
  [word, typeset(figure)].filter(Boolean).join(gap)

/** The nominal value with its tolerance, and the limits; either may be empty. */
function partsOf(values: Values, words: FigureWords, gap: string): readonly [nominal: string, limits: string] {
  const tolerance = toleranceText(values)
  const nominal =
    values.nominal === ''
      ? worded(tolerance === '' ? undefined : words.tolerance, tolerance, gap)
      : [worded(words.nominal, values.nominal, gap), tolerance].filter(Boolean).join(' ')
  const limits = (['min', 'typ', 'max'] as const).flatMap((key) =>
    values[key] === '' ? [] : [worded(words[key], values[key], gap)],
  )
  return [nominal, limits.join(' · ')]
}

/**
 * The figures of a requirement in one line, digits as their author wrote them: `3.3 ±0.1 V`, `3.3 +0.2/−0.1 V`,
 * `min 3.1 · typ 3.3 · max 3.5 V`. Empty where there are none.
 */
export const figuresText = (values: Values, words: FigureWords): string =>
  withUnit(partsOf(values, words, ' ').filter(Boolean).join(' · '), values.unit, ' ')

/** The same for paper, in one or two lines that each carry the unit and part no figure from its word or unit. */
export const figureLines = (values: Values): string[] =>
  partsOf(values, internationalWords, '\u00a0')
    .filter(Boolean)
    .map((line) => withUnit(line, values.unit, '\u00a0'))

/**
 * Figures without a word of either language, for texts that both shores read: `3.1 … 3.5 V`, `≤ 3.5 V`, `3.3 ±0.1 V`.
 * The typical value follows in brackets.
 */
export function limitsText(values: Values): string {
  const { unit } = values
  const [min, max] = [typeset(values.min), typeset(values.max)]
  const limits = min !== '' && max !== '' ? `${min} … ${max}` : min !== '' ? `≥ ${min}` : max !== '' ? `≤ ${max}` : ''
  const nominal = [typeset(values.nominal), toleranceText(values)].filter(Boolean).join(' ')
  const said = [nominal, limits].filter(Boolean).join(', ')
  const figures = [said, values.typ === '' ? '' : `(${typeset(values.typ)})`].filter(Boolean).join(' ')
  return figures === '' ? unit : withUnit(figures, unit, ' ')
}
