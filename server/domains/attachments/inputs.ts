import { z } from 'zod'
import { isId } from '@/server/kernel/ids'
import { attachmentAudiences, mostAttachments } from './rules'

/** Ids of files that another domain's input refers to. */
export const attachmentIds = z
  .array(z.string().refine((text) => isId('attachment', text), 'common.idInvalid'))
  .max(mostAttachments, 'attachments.tooMany')
  .default([])

/** The query of an upload, beside the raw body. */
export const uploadQuery = z.object({
  product: z.string().refine((text) => isId('product', text), 'common.idInvalid'),
  audience: z.enum(attachmentAudiences),
  partner: z
    .string()
    .refine((text) => isId('org', text), 'common.idInvalid')
    .nullish(),
  name: z.string().max(1_000).default(''),
})
