import { changeFilters, type ChangeFilter } from '@/server/domains/changes/rules/filters'

/** Which changes an address asks for. */
export const filterIn = (asked: string | null | undefined): ChangeFilter =>
  changeFilters.find((each) => each === asked) ?? 'open'
