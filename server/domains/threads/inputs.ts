import { z } from 'zod'
import { languages } from '@/server/kernel/bilingual'
import { id, page } from '@/server/kernel/inputs'
import { attachmentIds } from '@/server/domains/attachments/inputs'
import { longestPost, mostMentions, subjectKinds, threadFilters } from './rules'
import { dispositions, eqFilters, eqOutcomes, longestTitle } from './rules/engineering-query'
import { threadKinds } from './lifecycle'

const text = z.string().max(longestPost, 'threads.postTooLong')

const body = z
  .object({ en: text, zh: text, source: z.enum(languages) })
  .refine((typed) => typed[typed.source].trim() !== '', { message: 'threads.postEmpty', path: ['source'] })
const mentions = z.array(id('user')).max(mostMentions, 'threads.tooManyMentions').default([])
/** Chosen by the client before the first attempt and kept for every retry. */
const clientKey = z.uuid('common.idInvalid')

/** What a person says of a counterpart. */
const said = {
  /** An engineer vouches for it; `differs`: they saw that its figures disagree. */
  verify: z.boolean().default(false),
  differs: z.boolean().default(false),
  /** A machine proposed it and nobody touched it. */
  machine: z.boolean().default(false),
}

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
const title = z
  .object({
    en: z.string().max(longestTitle, 'threads.eqTitleTooLong'),
    zh: z.string().max(longestTitle, 'threads.eqTitleTooLong'),
    source: z.enum(languages),
  })
  .refine((typed) => typed[typed.source].trim() !== '', { message: 'threads.eqTitleEmpty', path: ['source'] })
export const raiseEqInput = z.object({
  productId: id('product'),
  subject,
  /** The brand names the partner it asks; a partner leaves it out. A query always has another side. */
  partnerOrgId: id('org').nullish(),
  title,
  disposition: z.enum(dispositions),
  /** What the asker proposes, in words. */
  body,
  attachmentIds,
  mentions,
  clientKey,
})
export const decideEqInput = z.object({
  threadId: id('thread'),
  /** Of the thread: a decision answers everything said so far. */
  version: z.int(),
  outcome: z.enum(eqOutcomes),
  body,
  mentions,
  clientKey,
})
export const translateEqTitleInput = z.object({
  threadId: id('thread'),
  text: z
    .string()
    .max(longestTitle, 'threads.eqTitleTooLong')
    .refine((typed) => typed.trim() !== '', 'threads.eqTitleEmpty'),
  ...said,
})
export const closeEqInput = z.object({ threadId: id('thread'), version: z.int(), body, clientKey })
export const changeStateInput = z.object({ threadId: id('thread'), version: z.int() })
export const editPostInput = z.object({ postId: id('post'), version: z.int(), body, mentions })
export const addTranslationInput = z.object({
  postId: id('post'),
  version: z.int(),
  text: text.refine((typed) => typed.trim() !== '', 'threads.postEmpty'),
  ...said,
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
  /** Left out: questions and engineering queries. */
  kind: z.enum(threadKinds).nullish(),
  filter: z.enum(threadFilters).default('open'),
  ...page(z.object({ lastPostAt: z.date(), threadId: id('thread') }), 30),
})
export const listEqsInput = z.object({
  productId: id('product').nullish(),
  subject: subject.nullish(),
  filter: z.enum(eqFilters).default('open'),
  cursor: z.object({ at: z.date(), threadId: id('thread') }).nullish(),
  limit: z.int().min(1).max(100).default(30),
})
const typedWords = (longest: number) =>
  z.object({ en: z.string().max(longest).default(''), zh: z.string().max(longest).default('') })
export const suggestEqsInput = z.object({
  productId: id('product'),
  partnerOrgId: id('org').nullish(),
  title: typedWords(longestTitle),
  proposal: typedWords(longestPost),
})
export const listOpenInput = z.object({ limit: z.int().min(1).max(50).default(8) }).default({ limit: 8 })
export const countsForBomInput = z.object({
  productId: id('product'),
  bomId: id('bom'),
  /** Left out: the current revision. */
  revisionId: id('bomRevision').nullish(),
})
export const countsForSpecInput = z.object({ productId: id('product'), specId: id('spec') })
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
export type RaiseEq = z.output<typeof raiseEqInput>
export type DecideEq = z.output<typeof decideEqInput>
export type TranslateEqTitle = z.output<typeof translateEqTitleInput>
export type CloseEq = z.output<typeof closeEqInput>
export type ListEqs = z.output<typeof listEqsInput>
export type SuggestEqs = z.output<typeof suggestEqsInput>
export type ChangeState = z.output<typeof changeStateInput>
export type EditPost = z.output<typeof editPostInput>
export type AddTranslation = z.output<typeof addTranslationInput>
export type MarkRead = z.output<typeof markReadInput>
export type GetThread = z.output<typeof getThreadInput>
export type ListThreads = z.output<typeof listThreadsInput>
export type CountsForBom = z.output<typeof countsForBomInput>
export type CountsForSpec = z.output<typeof countsForSpecInput>
export type Mentionable = z.output<typeof mentionableInput>
export type Audiences = z.output<typeof audiencesInput>
