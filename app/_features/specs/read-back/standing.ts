import type { ReadBackView } from '@/server/domains/specs/queries/read-backs'

/** Whether a factory has said a requirement back as it stands: never, rightly, otherwise, or before it was changed. */
export type Standing = 'missing' | 'matches' | 'mismatch' | 'outdated'

type Answer = Pick<ReadBackView['answers'][number], 'matches' | 'outdated'> &
  Readonly<{ partner: Readonly<{ id: string }> | null }>

/** What counts is the newest answer of the factory; answers come newest first. */
export function standingOf(answers: readonly Answer[], partnerOrgId: string | null): Standing {
  const newest = answers.find(({ partner }) => partnerOrgId === null || partner?.id === partnerOrgId)
  if (newest === undefined) return 'missing'
  if (newest.outdated) return 'outdated'
  return newest.matches ? 'matches' : 'mismatch'
}

/** Those a factory still owes, in the order of the document. */
export const owedBy = <Row extends Readonly<{ answers: readonly Answer[] }>>(
  rows: readonly Row[],
  partnerOrgId: string | null,
): Row[] => rows.filter(({ answers }) => standingOf(answers, partnerOrgId) !== 'matches')
