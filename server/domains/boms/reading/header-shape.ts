import { createHash } from 'node:crypto'
import { headingKey } from '../importing/columns'
import type { Detected } from '../importing/types'

/** Names files of one kind: their headings in order, without case, spaces and punctuation. Null without a header row. */
export function headerShape({ headerRow, columns }: Detected): string | null {
  const keys = columns.map(({ header }) => headingKey(header))
  while (keys.at(-1) === '') keys.pop()
  if (headerRow === 0 || keys.filter(Boolean).length < 2) return null
  return createHash('sha256').update(JSON.stringify(keys)).digest('hex')
}
