import { isDnpMark, isUnfittedMark } from './dnp'
import { working } from './text'

/** More ways to build one device are no variants but a column of remarks. */
export const MAX_VARIANTS = 24

const CODE = /^[+-]?[\p{L}\d][\p{L}\d._/-]{0,19}$/u
const EVERY = /^(all|any|every|\*|全部|通用|所有|共用|common|default|std)$/i
const RULE_WORDS = /^(dnc|donotchange)$/i
/** `Variant 868`, `配置：868`, `Fitted 868`, `机型 A1`: a column that says per line whether that one has it. */
const HEADER =
  /^(?:variant|build variant|variante|配置|机型|机种|版本配置|适用)\s*[:：\-–#]?\s*([\p{L}\d][\p{L}\d._/-]{0,19})$/iu

/** The code of a variant that has a column of its own; null for other headings. */
export function variantOfHeader(header: string): string | null {
  const code = HEADER.exec(working(header))?.[1]
  return code === undefined || /^(s|name|no|code|名称|编号|编码|代码|说明|清单|类型)$/i.test(code)
    ? null
    : code.toUpperCase()
}

/** What one line says about variants, before all codes of the file are known. */
export type VariantRule = Readonly<{ only: readonly string[]; not: readonly string[]; dnp: boolean }>

const words = (text: string): string[] =>
  working(text)
    .split(/[\s,;，；、|]+/)
    .filter(Boolean)

/** `+868`, `-433 -915`, `868`, `DNF`: KiBoM's rules and plain lists. */
export function readVariantRule(text: string): VariantRule {
  const only: string[] = []
  const not: string[] = []
  let dnp = false
  for (const word of words(text)) {
    if (EVERY.test(word) || RULE_WORDS.test(word)) continue
    if (word.length > 1 && isDnpMark(word) && !/^(yes|true)$/i.test(word)) dnp = true
    else if (word.startsWith('-')) not.push(word.slice(1).toUpperCase())
    else if (CODE.test(word)) only.push(word.replace(/^\+/, '').toUpperCase())
  }
  return { only, not, dnp }
}

/** Does the cell look like such a rule, not like a remark? */
export const looksLikeVariantRule = (text: string): boolean => {
  const all = words(text)
  return all.length > 0 && all.length <= MAX_VARIANTS && all.every((word) => EVERY.test(word) || CODE.test(word))
}
export const hasSignedRule = (text: string): boolean => words(text).some((word) => /^[+-][\p{L}\d]/u.test(word))

/** A cell of a variant's own column: blank says nothing against it. */
export const isLeftOutMark = (raw: string): boolean => {
  const text = working(raw)
  if (text === '') return false
  return isUnfittedMark(text) || /^(×|✗|✘|x)$/i.test(text) || text.toLowerCase() === 'not fitted'
}

/** All codes a file speaks of, in the order they are first said. A single one has the plain build beside it. */
export function variantCodes(rules: readonly (VariantRule | null)[], columns: readonly string[]): string[] {
  const codes = new Set(columns)
  for (const rule of rules) for (const code of [...(rule?.only ?? []), ...(rule?.not ?? [])]) codes.add(code)
  if (codes.size > MAX_VARIANTS) return []
  const [single] = codes
  if (codes.size === 1 && columns.length === 0 && single !== 'STD') codes.add('STD')
  return [...codes]
}

/** Codes of the variants that are built without the line. */
export function notFittedIn(rule: VariantRule | null, codes: readonly string[]): string[] {
  if (rule === null) return []
  return codes.filter((code) => rule.not.includes(code) || (rule.only.length > 0 && !rule.only.includes(code)))
}
