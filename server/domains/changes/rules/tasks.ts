import type { SigningSide } from '@/server/domains/specs/rules/sign-off'
import type { TaskKind } from '../lifecycle'
import type { ImpactArea } from './impact'

export type FollowUp = Readonly<{ kind: TaskKind; side: SigningSide }>

/** What has to be done where an area is affected, and whose it is. */
const follows: Readonly<Partial<Record<ImpactArea, FollowUp>>> = {
  tooling: { kind: 'fixture', side: 'partner' },
  fixture: { kind: 'fixture', side: 'partner' },
  test: { kind: 'test', side: 'partner' },
  firmware: { kind: 'firmware', side: 'brand' },
  certification: { kind: 'recertification', side: 'brand' },
  packaging: { kind: 'label', side: 'partner' },
}

/** The work that follows from what was assessed: the instructions of the line always, the rest where it is affected. */
export function followUps(
  impacts: readonly Readonly<{ area: ImpactArea; affected: boolean }>[],
  withPartner: boolean,
): readonly FollowUp[] {
  const affected = impacts.filter((impact) => impact.affected).flatMap(({ area }) => follows[area] ?? [])
  const all: readonly FollowUp[] = [{ kind: 'sop', side: 'partner' }, ...affected]
  const owned = all.map(({ kind, side }) => ({ kind, side: withPartner ? side : ('brand' as const) }))
  return owned.filter((each, index) => owned.findIndex(({ kind }) => kind === each.kind) === index)
}
