import { signingSides, type SigningSide } from '@/server/domains/specs/rules/sign-off'
import type { ChangeClass, ChangeKind } from '../lifecycle'
import { buckets, type Bucket } from './disposition'

/** What a change may do besides to stock. */
export const effectAreas = [
  'cost',
  'leadTime',
  'tooling',
  'fixture',
  'test',
  'firmware',
  'certification',
  'packaging',
] as const
export type EffectArea = (typeof effectAreas)[number]

/** Everything that is assessed: effects, and how much of the old there is at each place. */
export const impactAreas = [...effectAreas, ...buckets] as const
export type ImpactArea = EffectArea | Bucket

export const isBucket = (area: ImpactArea): area is Bucket => buckets.some((bucket) => bucket === area)

/**
 * What somebody found, as it was then. `percent` and `quantity` are decimal texts, `amountMicros` integer text in
 * millionths of `currency`, `days` working days. Only what the area asks for is filled in.
 */
export type ImpactFacts = Readonly<{
  percent?: string
  amountMicros?: string
  currency?: string
  days?: number
  quantity?: string
  uom?: string
  /** Certification: tests have to be done again. */
  retest?: boolean
}>

export type ImpactKey = Readonly<{ side: SigningSide; area: ImpactArea }>
export const impactSlot = ({ side, area }: ImpactKey): string => `${side}:${area}`

/** Who knows: the factory what stands on its floor, the brand what left it and what the law asks. */
const knows: Readonly<Record<ImpactArea, readonly SigningSide[]>> = {
  cost: ['brand', 'partner'],
  leadTime: ['brand', 'partner'],
  tooling: ['partner'],
  fixture: ['partner'],
  test: ['partner'],
  firmware: ['brand'],
  certification: ['brand'],
  packaging: ['partner'],
  supplierStock: ['partner'],
  onOrder: ['partner'],
  wip: ['partner'],
  finished: ['partner'],
  inTransit: ['brand'],
  buyerWarehouse: ['brand'],
  field: ['brand'],
}

type Weighed = Readonly<{ changeClass: ChangeClass; kind: ChangeKind; withPartner: boolean }>

/**
 * What has to be assessed before a change is put to approval, and by whom. Class I asks everything; class II what a
 * paper or a process can touch. Without a factory the brand answers for both.
 */
export function requiredImpacts({ changeClass, kind, withPartner }: Weighed): readonly ImpactKey[] {
  const light: readonly ImpactArea[] =
    kind === 'firmwareOnly' ? ['cost', 'leadTime', 'test', 'firmware'] : ['cost', 'leadTime', 'test']
  const areas = changeClass === 'one' ? impactAreas : light
  return signingSides.flatMap((side) =>
    areas.flatMap((area) => {
      const sides: readonly SigningSide[] = withPartner ? knows[area] : ['brand']
      return sides.includes(side) ? [{ side, area }] : []
    }),
  )
}

/** Those of the required ones that nobody assessed. */
export const missingImpacts = (required: readonly ImpactKey[], given: readonly ImpactKey[]): readonly ImpactKey[] => {
  const done = new Set(given.map(impactSlot))
  return required.filter((key) => !done.has(impactSlot(key)))
}

/** Whether an area may be assessed by a side at all. */
export const mayAssessArea = (side: SigningSide, area: ImpactArea, withPartner: boolean): boolean =>
  withPartner ? knows[area].includes(side) : side === 'brand'
