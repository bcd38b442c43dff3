import type { Values } from './requirement'

/** With the sign its field implies, unless the author wrote one. */
const signed = (figure: string, sign: '+' | '−'): string => {
  const [, written, digits = ''] = /^([+\-−–＋－]?)(.*)$/s.exec(figure.trim()) ?? []
  if (digits === '') return ''
  return `${written === '' ? sign : written === '+' || written === '＋' ? '+' : '−'}${digits}`
}

/** Both tolerances with their signs, as print sets them; `even` where they are one figure. Empty where not given. */
export function signedTolerances({ tolerancePlus, toleranceMinus }: Values) {
  const [plus, minus] = [signed(tolerancePlus, '+'), signed(toleranceMinus, '−')]
  return { plus, minus, even: plus.startsWith('+') && minus === `−${plus.slice(1)}` }
}

/**
 * Figures as both shores read them, without a word of either language: `3.1 … 3.5 V`, `≤ 3.5 V`, `3.3 ±0.1 V`,
 * `5 +0.1/−0.2 mm`. The typical value follows in brackets.
 */
export function limitsText(values: Values): string {
  const { nominal, min, typ, max, unit } = values
  const { plus, minus, even } = signedTolerances(values)
  const tolerance = even ? `±${plus.slice(1)}` : [plus, minus].filter((part) => part !== '').join('/')
  const limits = min !== '' && max !== '' ? `${min} … ${max}` : min !== '' ? `≥ ${min}` : max !== '' ? `≤ ${max}` : ''
  const parts = [[nominal, tolerance].filter((part) => part !== '').join(' '), limits].filter((part) => part !== '')
  const said = parts.join(', ')
  const typical = typ === '' ? '' : said === '' ? `(${typ})` : ` (${typ})`
  return [`${said}${typical}`, unit].filter((part) => part !== '').join(' ')
}
