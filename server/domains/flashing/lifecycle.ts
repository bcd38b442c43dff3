import { defineLifecycle } from '@/server/kernel/lifecycle'

/** What was issued stands until somebody takes it back; that its build is no longer in force is told, not stored. */
export const flashPackageStates = ['issued', 'withdrawn'] as const
export type FlashPackageState = (typeof flashPackageStates)[number]
export const flashPackageLifecycle = defineLifecycle<FlashPackageState, 'withdraw'>('flashing', {
  issued: { withdraw: 'withdrawn' },
  withdrawn: {},
})

/** Whether anybody may still flash from it: `outdated` once another build is in force, or the build was withdrawn. */
export const flashPackageStandings = ['current', 'outdated', 'withdrawn'] as const
export type FlashPackageStanding = (typeof flashPackageStandings)[number]
export function flashPackageStanding(state: FlashPackageState, promotionState: string): FlashPackageStanding {
  if (state === 'withdrawn') return 'withdrawn'
  return promotionState === 'approved' ? 'current' : 'outdated'
}

export const flashOutcomes = ['pass', 'fail'] as const
export type FlashOutcome = (typeof flashOutcomes)[number]
