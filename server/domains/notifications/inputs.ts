import { z } from 'zod'
import { isId } from '@/server/kernel/ids'
import { mailableKinds } from './rules'

const notificationId = z.string().refine((text) => isId('notification', text), 'common.idInvalid')

export const listInboxInput = z
  .object({
    unreadOnly: z.boolean().default(false),
    cursor: z.object({ createdAt: z.date(), id: notificationId }).nullish(),
    limit: z.int().min(1).max(100).default(30),
  })
  .default({ unreadOnly: false, limit: 30 })
export const markNoticesReadInput = z.object({ notificationIds: z.array(notificationId).min(1).max(100) })
export const markAllReadInput = z.object({ until: z.date() })
export const setPreferenceInput = z.object({ kind: z.enum(mailableKinds), email: z.boolean() })
export const getMailInput = z.object({ mailId: z.string().refine((text) => isId('mail', text), 'common.idInvalid') })

export type ListInbox = z.output<typeof listInboxInput>
export type MarkNoticesRead = z.output<typeof markNoticesReadInput>
export type SetPreference = z.output<typeof setPreferenceInput>
export type GetMail = z.output<typeof getMailInput>
