import type { AttachmentAudience } from '@/server/domains/attachments/rules'

/** A file that was attached, as the server tells of it. */
export type Attached = Readonly<{ id: string; name: string; mediaType: string; size: number }>

/** Where new files go and who will see them. */
export type AttachTarget = Readonly<{
  productId: string
  audience: AttachmentAudience
  /** For `pair`: the partner a brand shares with. A partner leaves it out. */
  partnerOrgId?: string | null
}>
