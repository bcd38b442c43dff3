/** Brackets within brackets; nobody writes more. */
const deepest = 32

/**
 * The value of an arithmetic expression of a macro: numbers, `$n`, `+ - x /` and brackets. What cannot be read counts
 * as 0, as the format says of variables nobody set.
 */
export function evaluate(text: string, variables: ReadonlyMap<number, number>): number {
  const tokens = text.match(/\$\d{1,6}|\d+\.?\d*|\.\d+|[-+xX/()]/g) ?? []
  let at = 0

  const factor = (depth: number): number => {
    let sign = 1
    while (tokens[at] === '-' || tokens[at] === '+') if (tokens[at++] === '-') sign = -sign
    const token = tokens[at] ?? ''
    if (token === '(') {
      at++
      const value = depth >= deepest ? 0 : sum(depth + 1)
      if (tokens[at] === ')') at++
      return sign * value
    }
    if (token !== '' && /^[\d.$]/.test(token)) {
      at++
      return sign * (token.startsWith('$') ? (variables.get(Number(token.slice(1))) ?? 0) : Number(token))
    }
    return 0
  }
  const product = (depth: number): number => {
    let value = factor(depth)
    for (;;) {
      const operator = tokens[at]
      if (operator === 'x' || operator === 'X') {
        at++
        value *= factor(depth)
      } else if (operator === '/') {
        at++
        const divisor = factor(depth)
        value = divisor === 0 ? 0 : value / divisor
      } else return value
    }
  }
  const sum = (depth: number): number => {
    let value = product(depth)
    for (;;) {
      const operator = tokens[at]
      if (operator !== '+' && operator !== '-') return value
      at++
      const term = product(depth)
      value += operator === '+' ? term : -term
    }
  }
  return sum(0)
}
