import { translator } from '@/locales/translator'
import { xlsxFile, type XlsxColumn } from '@/server/platform/workbooks/write-xlsx'
import type { SpecRevisionState } from '../lifecycle'
import type { Requirement } from '../rules/requirement'
import { cellsOf } from './diff-rows'
import { baseSheet } from './sheet-base'
import { choices, isChoice, sheetFields, type ChoiceField, type SheetField } from './sheet-fields'

export type ExportedSpec = Readonly<{
  specId: string
  /** `WL-20-SPEC-01`, and the revision as people call it: `0.3`, `A (0.4)`. */
  number: string
  revision: string
  state: SpecRevisionState
  /** In the order of the document. */
  requirements: readonly Requirement[]
  /** Mail addresses by user id; an owner the reader may not see has none. */
  mails: ReadonlyMap<string, string>
}>

const widths: Readonly<Partial<Record<SheetField, number>>> = {
  code: 9,
  section: 20,
  'title.en': 28,
  'title.zh': 28,
  'text.en': 44,
  'text.zh': 44,
  kind: 16,
  'values.unit': 9,
  'condition.en': 28,
  'condition.zh': 28,
  verification: 20,
  critical: 10,
  owner: 26,
}
const wrapped = /^(title|text|condition)\./

/**
 * Requirements as a workbook in both languages, to be edited in Excel or WPS and read back by `readSpecSheet`. Every cell is
 * text, so that 3.30 stays 3.30. A row is known by its code and by an id in a hidden last column, which is sorted, copied
 * and kept with it. How the revision stands is said by the tab, on every printed page and on the second sheet, which also
 * says what may be changed and which words are understood; a third one, hidden, what all cells said, so that a workbook
 * that comes back late undoes nobody's work.
 */
export async function specXlsx(spec: ExportedSpec): Promise<Buffer> {
  const [en, zh] = await Promise.all([translator('en'), translator('zh')])
  const header = sheetFields.map((field) => {
    const key = `specs:sheet.column.${fieldKey(field)}` as const
    return `${en(key)}\n${zh(key)}`
  })
  const label = (field: ChoiceField, key: string): string => {
    const [english, chinese] = [en, zh].map((say) => {
      if (field === 'section') return say(`specs:section.${oneOf(choices.section, key)}`)
      if (field === 'kind') return say(`specs:sheet.kind.${oneOf(choices.kind, key)}`)
      if (field === 'verification') return say(`specs:pdf.verification.${oneOf(choices.verification, key)}`)
      return say(`specs:sheet.critical.${oneOf(choices.critical, key)}`)
    })
    return `${english} ${chinese}`
  }
  const columns = sheetFields.map((field): XlsxColumn => ({
    width: widths[field] ?? 11,
    wrap: wrapped.test(field),
    ...(field === 'id' && { hidden: true }),
    ...(isChoice(field) && { choices: choices[field].map((key) => label(field, key)) }),
  }))
  const exported = spec.requirements.map((requirement) => {
    const { ownerId, id, code } = requirement
    return { id, code, cells: cellsOf(requirement, ownerId === null ? '' : (spec.mails.get(ownerId) ?? '')) }
  })
  const rows = exported.map(({ id, code, cells }) =>
    sheetFields.map((field) => {
      if (field === 'id') return id
      if (field === 'code') return code
      const text = cells[field]
      return isChoice(field) && text !== '' ? label(field, text) : text
    }),
  )
  const steps = (['edit', 'add', 'remove', 'order', 'columns', 'figures', 'import'] as const).map((step) => {
    const key = `specs:sheet.help.${step}` as const
    return [en(key), zh(key)]
  })
  const allowed = (Object.keys(choices) as ChoiceField[]).map((field) => {
    const words = choices[field].map((key) =>
      label(field, key)
        .replace(/ (?=\p{Script=Han})/u, '\t')
        .split('\t'),
    )
    const key = `specs:sheet.column.${fieldKey(field)}` as const
    return [
      `${en(key)}: ${words.map(([english = '']) => english).join(', ')}`,
      `${zh(key)}：${words.map(([, chinese = '']) => chinese).join('、')}`,
    ]
  })
  const { number, revision, state } = spec
  const stands = [en, zh].map((say) => say(`specs:pdf.state.${state}`))
  const warned = state === 'released' ? [] : [en, zh].map((say) => say(`specs:pdf.banner.${state}`))
  return xlsxFile([
    {
      name: tabName(state, stands),
      columns,
      rows: [header, ...rows],
      print: { left: `${number}  ${revision}`, right: [stands.join(' '), ...warned].join('\n') },
    },
    {
      name: '说明 Instructions',
      columns: [
        { width: 70, wrap: true },
        { width: 70, wrap: true },
      ],
      rows: [
        [`${number}  ${revision}`, `${number}  ${revision}`],
        stands,
        ...(warned.length > 0 ? [warned] : []),
        ...steps,
        [en('specs:sheet.help.allowed'), zh('specs:sheet.help.allowed')],
        ...allowed,
      ],
    },
    baseSheet(spec, exported),
  ])
}

/** A tab has room for 31 characters; what is released needs no word. */
function tabName(state: SpecRevisionState, [english = '', chinese = '']: readonly string[]): string {
  if (state === 'released') return 'Requirements'
  const both = `Requirements ${chinese} ${english}`
  return both.length <= 31 ? both : `Requirements ${chinese}`
}

type FieldKey<F extends string> = F extends `${infer Head}.${infer Tail}` ? `${Head}${Capitalize<Tail>}` : F
/** `title.en` as a key of the locales: `titleEn`. */
const fieldKey = <F extends SheetField>(field: F): FieldKey<F> =>
  field.replace(/\.(.)/, (_, letter: string) => letter.toUpperCase()) as FieldKey<F>

const oneOf = <T extends string>(known: readonly [T, ...T[]], key: string): T =>
  known.find((each) => each === key) ?? known[0]
