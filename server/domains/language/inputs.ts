import { z } from 'zod'
import { languages } from '@/server/kernel/bilingual'
import { isId, type IdKind } from '@/server/kernel/ids'
import { longestTerm } from './glossary/term'
import { translatableKinds, waitingStates } from './rules/queue'

const id = (kind: IdKind) => z.string().refine((text) => isId(kind, text), 'common.idInvalid')
const version = z.int().positive()
const word = z.string().trim().min(1, 'language.termHalf').max(longestTerm, 'language.termLong')
const term = {
  en: word,
  zh: word,
  note: z.string().trim().max(500, 'language.noteLong').default(''),
  locked: z.boolean().default(false),
}
/** Characters per language of one text. */
const longestText = 8_000

/** Whose words count: on a product, both sides' (a brand names the partner where the text lies between the two). */
const place = { productId: id('product').nullish(), partnerOrgId: id('org').nullish() }

export const addTermInput = z.object(term)
export const editTermInput = z.object({ termId: id('term'), version, ...term })
export const removeTermInput = z.object({ termId: id('term'), version })
export const importTermsInput = z.object({ text: z.string().max(600_000, 'language.tableLong') })
export const termsInput = z.object(place).default({})
export const suggestInput = z.object({ text: z.string().max(longestText), language: z.enum(languages) })
export const proposeInput = z.object({
  ...place,
  text: z
    .string()
    .max(longestText, 'language.textLong')
    .refine((typed) => typed.trim() !== '', 'language.textEmpty'),
  /** The language of `text`. */
  language: z.enum(languages),
  /** Of a critical requirement: the proposal is marked, and no machine's words are stored for it without a person. */
  critical: z.boolean().default(false),
})
export const queueInput = z.object({
  productId: id('product').nullish(),
  state: z.enum(waitingStates).nullish(),
  /** The language the text was written in. */
  from: z.enum(languages).nullish(),
  critical: z.boolean().default(false),
  /** What the reader can write, into the language they read. */
  mine: z.boolean().default(false),
  /** Who of the reader's organisation sees to it, or nobody yet. */
  person: z.union([id('user'), z.literal('nobody')]).nullish(),
  cursor: z.object({ critical: z.boolean(), since: z.string().max(40), key: z.string().max(120) }).nullish(),
  limit: z.int().min(1).max(100).default(40),
})
export const countQueueInput = z.object({ productId: id('product').nullish() }).default({})
export const assignTextInput = z.object({
  productId: id('product'),
  subjectKind: z.enum(translatableKinds),
  subjectId: z.string().max(60),
  field: z.string().max(60),
  /** Null: nobody in particular. */
  userId: id('user').nullable(),
  /** Whom the screen named: somebody who was faster keeps it. */
  from: id('user').nullable(),
})

export type AddTerm = z.output<typeof addTermInput>
export type EditTerm = z.output<typeof editTermInput>
export type RemoveTerm = z.output<typeof removeTermInput>
export type Terms = z.output<typeof termsInput>
export type Suggest = z.output<typeof suggestInput>
export type Propose = z.output<typeof proposeInput>
export type AssignText = z.output<typeof assignTextInput>
export type ListQueue = z.output<typeof queueInput>
