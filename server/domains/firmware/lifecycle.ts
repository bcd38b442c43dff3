import { defineLifecycle } from '@/server/kernel/lifecycle'

/** Files still come, it stands still, or nobody may use it any more. */
export const firmwareBuildStates = ['open', 'registered', 'withdrawn'] as const
export type FirmwareBuildState = (typeof firmwareBuildStates)[number]

/** A registered build is never written again: what is wrong with it is mended in the next one. */
export const firmwareBuildLifecycle = defineLifecycle<FirmwareBuildState, 'register' | 'withdraw'>('firmware', {
  open: { register: 'registered' },
  registered: { withdraw: 'withdrawn' },
  withdrawn: {},
})

/** Whether the bytes of a declared file are there. */
export const firmwareFileStates = ['awaiting', 'stored'] as const
export type FirmwareFileState = (typeof firmwareFileStates)[number]

/** Where devices get their firmware from, from the first boards to mass production. */
export const firmwareChannels = ['bringUp', 'test', 'candidate', 'production'] as const
export type FirmwareChannel = (typeof firmwareChannels)[number]

/** `approved` is in force: one build per line, channel and board revision. */
export const firmwarePromotionStates = ['requested', 'approved', 'refused', 'withdrawn', 'superseded'] as const
export type FirmwarePromotionState = (typeof firmwarePromotionStates)[number]

/** What is in force ends when another build takes its place, or when the build itself is withdrawn. */
export const firmwarePromotionLifecycle = defineLifecycle<
  FirmwarePromotionState,
  'approve' | 'refuse' | 'withdraw' | 'supersede'
>('firmware', {
  requested: { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' },
  approved: { supersede: 'superseded', withdraw: 'withdrawn' },
  refused: {},
  withdrawn: {},
  superseded: {},
})

/** What a named person says of a promotion. */
export const firmwareVerdicts = ['approved', 'refused'] as const
export type FirmwareVerdict = (typeof firmwareVerdicts)[number]
