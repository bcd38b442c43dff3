import { z } from 'zod'
import { page } from '@/server/kernel/inputs'

export const listEntriesInput = z.object({
  /** `seq` of the last entry of the page before; entries come newest first. */
  ...page(z.number().int().positive(), 50),
  /** First part of the action: `products`, `orgs` … */
  domain: z
    .string()
    .max(30)
    .regex(/^[a-zA-Z]*$/)
    .default(''),
  productId: z.string().max(40).default(''),
})
export const exportEntriesInput = z.object({
  format: z.enum(['jsonl', 'csv']),
  /** Entries after this `seq`; 0 from the first. */
  after: z.number().int().min(0),
})
export type ListEntries = z.output<typeof listEntriesInput>
export type ExportEntries = z.output<typeof exportEntriesInput>
