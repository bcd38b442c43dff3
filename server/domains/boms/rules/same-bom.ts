import type { BilingualText } from '@/server/kernel/bilingual'
import { foldText } from './search'

/** A BOM a file may be a newer state of. */
export type BomToMatch = Readonly<{
  name: BilingualText
  fileName: string | null
  headers: readonly string[]
  lineCount: number
}>
export type FileToMatch = Readonly<{
  fileName: string
  productName: string | null
  headers: readonly string[]
  lineCount: number
}>

/** A file name without what changes from one state to the next: extension, dates, versions, copies. */
export function fileStem(fileName: string): string {
  return foldText(fileName.replace(/\.[^.]{1,5}$/, '').replace(/[_-]+/g, ' '))
    .replace(/\(\d+\)|\b(copy|final|new)\b|副本|最终|最新/g, ' ')
    .replace(/\d{4}[ .年]?\d{2}[ .月]?\d{2}日?|\b\d{6,8}\b/g, ' ')
    .replace(/(?<![a-z])(v|ver|rev|version|revision|版本|r) ?\.?\d+([. ]\d+)*[a-z]?(?![a-z0-9])/g, ' ')
    .replace(/(?<![a-z])(rev|revision|ver) ?[a-z]\b/g, ' ')
    .replace(/[\s.]+/g, ' ')
    .trim()
}

const sameText = (a: string, b: string): boolean => a !== '' && foldText(a) === foldText(b)

/** Names too common to tell one BOM from another. */
const COMMON =
  /^(bom|bill of materials?|parts?( list)?|物料清单|bom表|物料表|清单|sheet1|export|untitled|工作簿1|book1|bom list)?$/

/**
 * How clearly a file is a newer state of a BOM: 2 by its name, 1 by the name of its file together with its columns, 0 not
 * at all.
 */
export function likenessOf(file: FileToMatch, bom: BomToMatch): 0 | 1 | 2 {
  const stem = fileStem(file.fileName)
  if (file.productName !== null && (sameText(file.productName, bom.name.en) || sameText(file.productName, bom.name.zh)))
    return 2
  if (COMMON.test(stem)) return 0
  if (stem === fileStem(bom.name.en) || stem === fileStem(bom.name.zh)) return 2
  const sameColumns = file.headers.length > 0 && file.headers.join('|') === bom.headers.join('|')
  return bom.fileName !== null && stem === fileStem(bom.fileName) && sameColumns ? 1 : 0
}
