import type { LineWaiver } from './waivers'

/** What decides whether somebody still has to find the part of a line. */
export type Resolvable = Readonly<{
  mpn: string
  partId: string | null
  dnp: boolean
  excludeFromBom: boolean
  childBomId: string | null
  waivers: readonly Pick<LineWaiver, 'check'>[]
}>

/**
 * A line for a part that is not known yet: fitted and bought, but it names no maker's part and no entry of the library.
 * It blocks release, not drafting.
 */
export const isUnresolved = ({ mpn, partId, dnp, excludeFromBom, childBomId, waivers }: Resolvable): boolean =>
  !dnp &&
  !excludeFromBom &&
  childBomId === null &&
  mpn.trim() === '' &&
  partId === null &&
  !waivers.some(({ check }) => check === 'noManufacturerPart')

/** Whether a day (`2026-11-29`) has passed where it is `today`. */
export const isOverdue = (dueOn: string | null, today: string): boolean => dueOn !== null && dueOn < today

/** The day it is in a time zone, as `2026-11-29`. */
export const dayIn = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

/** Which unresolved lines are asked for. */
export const unresolvedFilters = ['all', 'mine', 'unowned', 'overdue'] as const
export type UnresolvedFilter = (typeof unresolvedFilters)[number]
