import type { ChangeState } from '../lifecycle'

/** One object, three names: a request until it is approved, an order until it is built, then a notice. */
export const changePapers = ['ECR', 'ECO', 'ECN'] as const
export type ChangePaper = (typeof changePapers)[number]

type Standing = Readonly<{ state: ChangeState; approvedAt: Date | null }>

/** What a change is called where it stands. One that was cancelled keeps the name it had got. */
export function paperOf({ state, approvedAt }: Standing): ChangePaper {
  if (state === 'implementing' || state === 'verified' || state === 'closed') return 'ECN'
  return state === 'approved' || state === 'scheduled' || (state === 'cancelled' && approvedAt !== null) ? 'ECO' : 'ECR'
}

const numbered = (prefix: string, ordinal: number): string => `${prefix}-${String(ordinal).padStart(3, '0')}`

/** `ECO-007`: the number stays, the name follows the state. */
export const changeCode = (change: Standing & Readonly<{ ordinal: number }>): string =>
  numbered(paperOf(change), change.ordinal)
