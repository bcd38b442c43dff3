import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@/db/root'
import type { Term } from './term'

/** A term of the base glossary with how it is said and where it belongs. */
export type BaseTerm = Readonly<{ en: string; zh: string; pinyin: string; area: string; note: string }>

let read: readonly BaseTerm[] | undefined
let asTerms: readonly Term[] | undefined

/** The glossary that ships with the product; the file is parsed when it is first asked for. */
export function baseTerms(): readonly BaseTerm[] {
  if (read) return read
  const file = join(projectRoot(), 'server', 'domains', 'language', 'glossary', 'base.tsv')
  const [, ...lines] = readFileSync(file, 'utf8').split(/\r?\n/)
  read = lines.flatMap((line) => {
    const [en = '', zh = '', pinyin = '', area = '', note = ''] = line.split('\t')
    return en === '' || zh === '' ? [] : [{ en, zh, pinyin, area, note }]
  })
  return read
}

/** The same as the lowest layer of an effective glossary: nothing in it is locked. */
export const baseLayer = (): readonly Term[] =>
  (asTerms ??= baseTerms().map(({ en, zh }) => ({ en, zh, locked: false, origin: 'base' })))
