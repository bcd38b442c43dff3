import { defineLifecycle } from '@/server/kernel/lifecycle'

/** Where a package for a recipient stands. What was issued stays as it is; only that it must not be used is added. */
export const packageStates = ['making', 'failed', 'issued', 'withdrawn'] as const
export type PackageState = (typeof packageStates)[number]
export const packageLifecycle = defineLifecycle<PackageState, 'issue' | 'fail' | 'retry' | 'withdraw'>('releases', {
  making: { issue: 'issued', fail: 'failed' },
  failed: { retry: 'making' },
  issued: { withdraw: 'withdrawn' },
  withdrawn: {},
})

/** Where a golden package stands: put together, put before the factory, signed by both, overtaken, or taken back. */
export const goldenStates = ['draft', 'proposed', 'signed', 'superseded', 'withdrawn'] as const
export type GoldenState = (typeof goldenStates)[number]

/** Proposing freezes it. The second signature makes it the one in force between the two, in the place of the one before. */
export const goldenLifecycle = defineLifecycle<GoldenState, 'propose' | 'complete' | 'supersede' | 'withdraw'>(
  'releases.golden',
  {
    draft: { propose: 'proposed', withdraw: 'withdrawn' },
    proposed: { complete: 'signed', withdraw: 'withdrawn' },
    signed: { supersede: 'superseded', withdraw: 'withdrawn' },
    superseded: {},
    withdrawn: {},
  },
)
