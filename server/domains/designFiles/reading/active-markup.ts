import type { Findings } from './findings'

const threats: readonly (readonly [string, RegExp])[] = [
  ['script', /<(?:[\w-]{1,40}:)?script\b/i],
  ['foreignObject', /<(?:[\w-]{1,40}:)?foreignObject\b/i],
  ['javascript:', /javascript\s{0,8}:/i],
  ['on…=', /[\s"']on[a-z]{3,30}\s{0,8}=/i],
  ['iframe', /<(?:iframe|object|embed)\b/i],
]

/** What a browser would run or load of SVG, HTML and XML. Such files are offered for download only, never shown. */
export function checkMarkup(text: string, findings: Findings): void {
  if (/<!ENTITY\b/i.test(text)) findings.add('xmlEntities')
  const what = threats.filter(([, pattern]) => pattern.test(text)).map(([name]) => name)
  if (what.length > 0) findings.add('activeContent', { what: what.join(', ') })
}
