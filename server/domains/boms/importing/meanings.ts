/** What a cell of a column with few different cells may mean, per field. A person may say otherwise, cell text by cell text. */
export const cellMeanings = {
  dnp: ['yes', 'no'],
  fitted: ['yes', 'no'],
  excludeFromBom: ['yes', 'no'],
  side: ['top', 'bottom', 'none'],
  mount: ['SMT', 'TH', 'MECH', 'PACK', 'none'],
  sourcing: ['factory', 'brand', 'phantom', 'optional', 'consumable', 'none'],
  itemType: ['normal', 'brand', 'phantom', 'optional', 'consumable', 'none'],
  uom: ['pcs', 'set', 'pair', 'm', 'cm', 'mm', 'g', 'kg', 'ml', 'l', 'roll', 'sheet', 'asWritten'],
} as const satisfies Record<string, readonly string[]>
export type MeantField = keyof typeof cellMeanings
export type CellMeaning = (typeof cellMeanings)[MeantField][number]
// The keys of the table are the fields by construction.
export const meantFields = Object.keys(cellMeanings) as MeantField[]
export const isMeantField = (field: string): field is MeantField => field in cellMeanings

/** What a person said about cells: by field, then by cell text as `cellKey` spells it. */
export type CellMeanings = Readonly<Partial<Record<MeantField, Readonly<Record<string, string>>>>>
