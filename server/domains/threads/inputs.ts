import { z } from 'zod'
import { languages } from '@/server/kernel/bilingual'
import { isId, type IdKind } from '@/server/kernel/ids'
import { longestPost, mostMentions, subjectKinds, threadFilters } from './rules'

const id = (kind: IdKind) => z.string().refine((text) => isId(kind, text), 'common.idInvalid')
const text = z.string().max(longestPost, 'threads.postTooLong')

const body = z
  .object({ en: text, zh: text, source: z.enum(languages) })
  .refine((typed) => typed[typed.source].trim() !== '', { message: 'threads.postEmpty', path: ['source'] })
const mentions = z.array(id('user')).max(mostMentions, 'threads.tooManyMentions').default([])
/** Chosen by the client before the first attempt and kept for every retry. */
const clientKey = z.uuid('common.idInvalid')

export const subject = z.object({ kind: z.enum(subjectKinds), id: z.string().max(40) })
export const openThreadInput = z.object({
  productId: id('product'),
  subject,
  /** The brand chooses whom to ask: a partner, or null for a question among themselves. A partner leaves it out. */
  partnerOrgId: id('org').nullish(),
  body,
  mentions,
  clientKey,
})
export const replyInput = z.object({ threadId: id('thread'), body, mentions, clientKey })
export const changeStateInput = z.object({ threadId: id('thread'), version: z.int() })
export const editPostInput = z.object({ postId: id('post'), version: z.int(), body, mentions })
export const addTranslationInput = z.object({
  postId: id('post'),
  version: z.int(),
  text: text.refine((typed) => typed.trim() !== '', 'threads.postEmpty'),
  /** An engineer vouches for the translation; `differs`: they saw that its figures disagree. */
  verify: z.boolean().default(false),
  differs: z.boolean().default(false),
  /** A machine proposed it and nobody touched it. */
  machine: z.boolean().default(false),
})
export const markReadInput = z.object({ threadId: id('thread'), postId: id('post') })

export const getThreadInput = z.object({
  threadId: id('thread'),
  /** Posts older than this one. */
  before: id('post').nullish(),
})
export const listThreadsInput = z.object({
  /** Left out: every product of the acting organisation. */
  productId: id('product').nullish(),
  bomId: id('bom').nullish(),
  subject: subject.nullish(),
  filter: z.enum(threadFilters).default('open'),
  cursor: z.object({ lastPostAt: z.date(), threadId: id('thread') }).nullish(),
  limit: z.int().min(1).max(100).default(30),
})
export const listOpenInput = z.object({ limit: z.int().min(1).max(50).default(8) }).default({ limit: 8 })
export const countsForBomInput = z.object({
  productId: id('product'),
  bomId: id('bom'),
  /** Left out: the current revision. */
  revisionId: id('bomRevision').nullish(),
})
export const countUnreadInput = z.object({ productId: id('product').nullish() }).default({})
export const audiencesInput = z.object({ productId: id('product'), subjectKind: z.enum(subjectKinds) })
export const mentionableInput = z.object({
  productId: id('product'),
  /** Of an existing question; otherwise of one about to be asked. */
  threadId: id('thread').nullish(),
  partnerOrgId: id('org').nullish(),
  subjectKind: z.enum(subjectKinds).default('product'),
  query: z.string().max(60).default(''),
})

export type OpenThread = z.output<typeof openThreadInput>
export type Reply = z.output<typeof replyInput>
export type ChangeState = z.output<typeof changeStateInput>
export type EditPost = z.output<typeof editPostInput>
export type AddTranslation = z.output<typeof addTranslationInput>
export type MarkRead = z.output<typeof markReadInput>
export type GetThread = z.output<typeof getThreadInput>
export type ListThreads = z.output<typeof listThreadsInput>
export type CountsForBom = z.output<typeof countsForBomInput>
export type Mentionable = z.output<typeof mentionableInput>
export type Audiences = z.output<typeof audiencesInput>
