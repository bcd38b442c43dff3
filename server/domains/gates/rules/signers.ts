import type { RequiredSignature, SigningRole } from '@/server/domains/specs/rules/sign-off'
import type { GatedPhase } from './criterion'

/** Who signs a gate (lifecycle reference §1); the project manager is the purchaser of the brand. */
const signers: Readonly<
  Record<GatedPhase, Readonly<{ brand: readonly SigningRole[]; partner: readonly SigningRole[] }>>
> = {
  evt: { brand: ['engineer', 'purchaser'], partner: ['engineer'] },
  dvt: { brand: ['engineer', 'quality', 'purchaser'], partner: ['engineer', 'quality'] },
  pvt: { brand: ['engineer', 'quality', 'purchaser'], partner: ['engineer', 'quality', 'sales'] },
  mp: { brand: ['quality', 'purchaser'], partner: ['quality'] },
}

/** Who signs unless the brand chooses otherwise. */
export const usualSigners = (phase: GatedPhase, withPartner: boolean): readonly RequiredSignature[] => [
  ...signers[phase].brand.map((role) => ({ side: 'brand', role }) as const),
  ...(withPartner ? signers[phase].partner.map((role) => ({ side: 'partner', role }) as const) : []),
]
