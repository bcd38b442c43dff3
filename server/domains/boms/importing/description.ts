import type { Language } from '@/server/kernel/bilingual'
import type { MappedColumn } from './columns'
import type { RowReader } from './row-reader'
import { orNull, working } from './text'

/** The language a heading names for its column: `Description (EN)`, `描述（中文）`, `English description`. */
function languageOf({ header }: MappedColumn): Language | null {
  const text = working(header).toLowerCase()
  if (/中文|汉语|chinese|[([ _-](zh|cn|chn)([)\] _-]|$)|^(zh|cn)[ _-]/.test(text)) return 'zh'
  return /英文|英语|english|[([ _-](en|eng)([)\] _-]|$)|^(en|eng)[ _-]/.test(text) ? 'en' : null
}

export type Described = Readonly<{
  text: string | null
  /** As its heading says; null where no heading does. */
  language: Language | null
  /** The same in the other language. */
  translation: string | null
}>

/**
 * The description of a line. Columns that name their languages are one text in two languages, the first column being the
 * source; other columns continue each other.
 */
export function readDescription(reader: RowReader): Described {
  const columns = reader.columns('description')
  const named = columns.flatMap((column) => {
    const language = languageOf(column)
    return language === null ? [] : [{ column, language }]
  })
  if (new Set(named.map(({ language }) => language)).size < 2)
    return { text: reader.joined('description'), language: null, translation: null }
  const cells = named.flatMap(({ column, language }) => {
    const text = orNull(reader.cell(column))
    return text === null ? [] : [{ language, text }]
  })
  const [first] = cells
  if (first === undefined) return { text: null, language: null, translation: null }
  const other = cells.find(({ language }) => language !== first.language)?.text ?? null
  return { ...first, translation: other }
}
