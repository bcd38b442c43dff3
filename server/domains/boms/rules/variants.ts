import type { BilingualText } from '@/server/kernel/bilingual'

/** One way a device is built, e.g. `868`. Codes are unique within a revision, upper case. */
export type BomVariant = Readonly<{ code: string; name: BilingualText }>
