import type { ImportChoices } from './choices'

type Reading = ImportChoices['reading']

/** A column as a template finds it again. `key` is the heading without case, spaces and punctuation; '' for none. */
export type HeadedColumn = Readonly<{ index: number; key: string }>

/**
 * What of a reading holds for the next file of the same kind: which heading means what, what cells mean, and answers that
 * are properties of the format. Only what a person said: everything else is detected anew, and better detection wins.
 * Null where there is nothing to remember.
 */
export function rememberedReading(reading: Reading, columns: readonly HeadedColumn[]): Reading | null {
  const headings = { ...reading.headings }
  for (const { index, key } of columns) {
    const field = reading.columns?.[index]
    if (field !== undefined && key !== '') headings[key] = field
  }
  const { packageCodes, attrition, includeHiddenRows } = reading.answers ?? {}
  const answers = {
    ...(packageCodes !== undefined && { packageCodes }),
    ...(attrition !== undefined && { attrition }),
    ...(includeHiddenRows !== undefined && { includeHiddenRows }),
  }
  const values = Object.fromEntries(
    Object.entries(reading.values ?? {}).filter(([, cells]) => Object.keys(cells).length > 0),
  )
  const remembered: Reading = {
    ...(reading.encoding !== undefined && { encoding: reading.encoding }),
    ...(reading.delimiter !== undefined && { delimiter: reading.delimiter }),
    ...(reading.headerRows !== undefined && { headerRows: reading.headerRows }),
    ...(Object.keys(headings).length > 0 && { headings }),
    ...(Object.keys(values).length > 0 && { values }),
    ...(Object.keys(answers).length > 0 && { answers }),
  }
  return Object.keys(remembered).length === 0 ? null : remembered
}

/** How much a template remembers, for its line in the list. */
export const rememberedCounts = ({ headings = {}, values = {}, answers = {}, ...whole }: Reading) => ({
  headings: Object.keys(headings).length,
  values: Object.values(values).reduce((sum, cells) => sum + Object.keys(cells).length, 0),
  answers: Object.keys(answers).length + Object.keys(whole).length,
})
