/** `brand` alone, the brand and one partner (`pair`), or `all` who may see the product's specifications. */
export const attachmentAudiences = ['brand', 'pair', 'all'] as const
export type AttachmentAudience = (typeof attachmentAudiences)[number]
