import { z } from 'zod'
import { id, page } from '@/server/kernel/inputs'
import { mailableKinds } from './rules'

export const listInboxInput = z
  .object({
    unreadOnly: z.boolean().default(false),
    ...page(z.object({ createdAt: z.date(), id: id('notification') }), 30),
  })
  .default({ unreadOnly: false, limit: 30 })
export const markNoticesReadInput = z.object({ notificationIds: z.array(id('notification')).min(1).max(100) })
export const markAllReadInput = z.object({ until: z.date() })
export const setPreferenceInput = z.object({ kind: z.enum(mailableKinds), email: z.boolean() })
export const getMailInput = z.object({ mailId: id('mail') })

export type ListInbox = z.output<typeof listInboxInput>
export type MarkNoticesRead = z.output<typeof markNoticesReadInput>
export type SetPreference = z.output<typeof setPreferenceInput>
export type GetMail = z.output<typeof getMailInput>
