import type { Values } from './requirement'

const unsigned = (figure: string): string => figure.replace(/^[+\-−]/, '')

/**
 * Figures as both shores read them, without a word of either language: `3.1 … 3.5 V`, `≤ 3.5 V`, `3.3 ±0.1 V`,
 * `5 +0.1/−0.2 mm`. The typical value follows in brackets.
 */
export function limitsText({ nominal, min, typ, max, tolerancePlus, toleranceMinus, unit }: Values): string {
  const [plus, minus] = [unsigned(tolerancePlus), unsigned(toleranceMinus)]
  const tolerance =
    plus !== '' && plus === minus
      ? `±${plus}`
      : [plus && `+${plus}`, minus && `−${minus}`].filter((part) => part !== '').join('/')
  const limits = min !== '' && max !== '' ? `${min} … ${max}` : min !== '' ? `≥ ${min}` : max !== '' ? `≤ ${max}` : ''
  const parts = [[nominal, tolerance].filter((part) => part !== '').join(' '), limits].filter((part) => part !== '')
  const said = parts.join(', ')
  const typical = typ === '' ? '' : said === '' ? `(${typ})` : ` (${typ})`
  return [`${said}${typical}`, unit].filter((part) => part !== '').join(' ')
}
