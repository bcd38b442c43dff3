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
