import { redlineLifecycle, type RedlineCommand } from '@/server/domains/specs/lifecycle'
import type { RedlineView } from '@/server/domains/specs/queries/redlines'
import { valueFields } from '@/server/domains/specs/rules/requirement'
import type { RedlineChange, RedlineField } from '@/server/domains/specs/rules/redline'
import type { SigningSide } from '@/server/domains/specs/rules/sign-off'
import type { BilingualText } from '@/server/kernel/bilingual'

type Person = Readonly<{ displayNameEn: string; displayNameZh: string }>
/** One move in a negotiation; `change` is what was put, `reason` what was said. */
export type Move = Readonly<{
  kind: 'proposed' | 'countered' | 'accepted' | 'declined' | 'withdrawn'
  by: Person | null
  at: Date
  change: RedlineChange | null
  reason: BilingualText | null
}>

type Facts = Pick<
  RedlineView,
  'state' | 'rounds' | 'change' | 'reason' | 'putBy' | 'updatedAt' | 'settledBy' | 'settledAt'
>

/** Who put what and why, oldest first, and how it ended. What is on the table joins the rounds when it is settled. */
export function historyOf(redline: Facts): Move[] {
  const { state, rounds, change, reason, putBy, updatedAt, settledBy, settledAt } = redline
  const put = [
    ...rounds.map((round) => ({ by: round.by, at: new Date(round.at), change: round.change, reason: round.reason })),
    ...(redlineLifecycle.isTerminal(state) ? [] : [{ by: putBy, at: updatedAt, change, reason }]),
  ].map((round, index): Move => ({ kind: index === 0 ? 'proposed' : 'countered', ...round }))
  if (state === 'open' || state === 'countered') return put
  const end = { kind: state, by: settledBy, at: settledAt ?? updatedAt, change: null }
  return [...put, { ...end, reason: state === 'declined' ? reason : null }]
}

type Access = Readonly<{ side: SigningSide; edit: boolean; propose: boolean }>

/** What the reader can do about a redline now. The server asks the same rules again. */
export function movesFor(
  { state, outdated }: Pick<RedlineView, 'state' | 'outdated'>,
  access: Access,
): RedlineCommand[] {
  const mine: readonly RedlineCommand[] =
    access.side === 'brand'
      ? access.edit
        ? ['accept', 'counter', 'decline']
        : []
      : access.propose
        ? ['acceptCounter', 'counterBack', 'withdraw']
        : []
  return mine.filter(
    (command) =>
      redlineLifecycle.allows(state, command) && !(outdated && (command === 'accept' || command === 'acceptCounter')),
  )
}

const isFigure = (field: RedlineField): boolean => valueFields.some((each) => each === field)

/** A value as it is read: figures with their unit and a minus of print. Empty where there is none. */
export const sayValue = (field: RedlineField, value: string, unit: string): string => {
  if (value === '' || !isFigure(field)) return value
  return `${value.replace(/^-/, '−')}${unit === '' ? '' : ` ${unit}`}`
}
