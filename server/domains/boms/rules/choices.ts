import type { ImportSettings } from '../importing/types'

/** What a person decided about a file on its way in: how to read it, and which rows stay outside. */
export type ImportChoices = Readonly<{
  reading: Omit<ImportSettings, 'delimiter'> & { delimiter?: '\t' | ',' | ';' | '|' }
  /** File rows that are not taken over, with everything below them in a multi-level BOM. */
  leftOut: readonly number[]
  /** The template the reading began with; null once the person took it back, so that it is not offered again. */
  template?: string | null
}>

export const changeFilters = ['all', 'added', 'removed', 'changed'] as const
export type ChangeFilter = (typeof changeFilters)[number]

export const noChoices: ImportChoices = { reading: {}, leftOut: [] }
