import type { ChangeGroup } from '@/server/domains/boms/rules/compare'
import type { ChangeClass, ChangeKind, ItemKind } from '../lifecycle'
import { isCostly } from './approvals'
import type { ImpactArea, ImpactFacts } from './impact'

/** Why a change is of class I. */
export const classReasons = ['emergency', 'part', 'structure', 'quantity', 'firmware', 'cost', 'certification'] as const
export type ClassReason = (typeof classReasons)[number]

type Content = Readonly<{
  emergency: boolean
  kind: ChangeKind
  items: readonly Readonly<{ kind: ItemKind }>[]
  /** What differs between the draft and the revision in force. */
  groups: readonly ChangeGroup[]
  /** Whether variants came or went. */
  variants: boolean
  impacts: readonly Readonly<{ area: ImpactArea; affected: boolean; facts: ImpactFacts }>[]
}>

/**
 * What class the content speaks for (lifecycle reference §4): form, fit, function, safety, certification, software
 * compatibility or cost beyond 1 % make it class I, and the reasons say which. Nothing of it: class II.
 */
export function suggestClass(
  content: Content,
): Readonly<{ changeClass: ChangeClass; reasons: readonly ClassReason[] }> {
  const has = (...groups: readonly ChangeGroup[]) => content.groups.some((group) => groups.includes(group))
  const affected = (area: ImpactArea) => content.impacts.find((impact) => impact.area === area && impact.affected)
  const holds: Readonly<Record<ClassReason, boolean>> = {
    emergency: content.emergency,
    part: content.kind === 'replacementPart' || content.kind === 'newPart' || has('part', 'alternates'),
    structure: content.variants || has('added', 'removed', 'structure'),
    quantity: has('refs', 'quantity', 'fitting'),
    firmware: content.kind === 'firmwareOnly' || content.items.some(({ kind }) => kind === 'firmware'),
    cost: content.impacts.some(({ area, facts }) => area === 'cost' && isCostly(facts.percent)),
    certification: affected('certification') !== undefined,
  }
  const reasons = classReasons.filter((reason) => holds[reason])
  return { changeClass: reasons.length > 0 ? 'one' : 'two', reasons }
}
