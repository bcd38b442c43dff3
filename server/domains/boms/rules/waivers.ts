import type { BilingualText } from '@/server/kernel/bilingual'

/** What may be released although a check speaks against it, because somebody answers for it. */
export const waivableChecks = ['noManufacturerPart', 'singleSource', 'notRecommended', 'unresolvedFlag'] as const
export type WaivableCheck = (typeof waivableChecks)[number]

/** `at` is an ISO instant. It falls away with the revision that fixes the line. */
export type LineWaiver = Readonly<{ check: WaivableCheck; reason: BilingualText; userId: string; at: string }>
