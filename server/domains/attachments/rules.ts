/** `brand` alone, the brand and one partner (`pair`), or `all` who may see the product's specifications. */
export const attachmentAudiences = ['brand', 'pair', 'all'] as const
export type AttachmentAudience = (typeof attachmentAudiences)[number]

/** Evidence is a photo or a report, not a package of design files. */
export const longestAttachment = 20_000_000
/** Files that one question, requirement or redline carries. */
export const mostAttachments = 12

/** Who may see a file: its audience, and the partner where it lies between two. */
export type Reach = Readonly<{ audience: AttachmentAudience; partnerOrgId: string | null }>

/** Whether everybody of `readers` may open a file that reaches `file`; only then may their text refer to it. */
export function reaches(file: Reach, readers: Reach): boolean {
  if (file.audience === 'all') return true
  if (readers.audience === 'brand') return file.audience === 'brand' || file.audience === 'pair'
  return file.audience === 'pair' && readers.audience === 'pair' && file.partnerOrgId === readers.partnerOrgId
}
