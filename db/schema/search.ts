import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { grants } from '@/server/domains/products/rules'
import { reaches, searchKinds } from '@/server/domains/search/rules/kinds'
import type { Language } from '@/server/kernel/bilingual'
import { instant, oneOf } from '../columns'

/** What is found: a copy of names and words of things elsewhere, with who may find them. Made from events, never edited. */
export const searchDocuments = pgTable(
  'search_documents',
  {
    no: bigint('no', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: oneOf('kind', searchKinds).notNull(),
    subjectId: text('subject_id').notNull(),
    /** What it is made again with: the specification of a requirement, the organisation of a person, else itself. */
    familyId: text('family_id').notNull(),
    /** The brand; for people their organisation. */
    orgId: text('org_id').notNull(),
    reach: oneOf('reach', reaches).notNull(),
    partnerOrgId: text('partner_org_id'),
    productId: text('product_id'),
    requiredGrant: oneOf('required_grant', grants),
    /** All of the above that decides who may find it, as the one number that grams are looked up by. */
    audience: bigint('audience', { mode: 'bigint' }).notNull(),
    code: text('code').notNull(),
    title: jsonb('title').$type<Readonly<Record<Language, string>>>().notNull(),
    body: jsonb('body').$type<Readonly<Record<Language, string>>>().notNull(),
    /** Found, but not shown: pinyin of names, what a question was about. */
    words: text('words').notNull(),
    /** sha256 of all this, hex, but for its age: what did not change is left alone. */
    hash: text('hash').notNull(),
    /** The version of the rules that made its grams. */
    rules: integer('rules').notNull(),
    /** When the thing itself changed last. */
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('search_documents_subject_key').on(t.subjectId, t.kind, t.orgId),
    index('search_documents_family_idx').on(t.familyId),
  ],
)

/**
 * Which documents have a word, or two characters. A table instead of an index over an array: PostgreSQL uses an index
 * under row-level security only for operators it knows to tell nothing, and of those that could serve, equality and order are.
 */
export const searchGrams = pgTable(
  'search_grams',
  {
    gram: text('gram').notNull(),
    audience: bigint('audience', { mode: 'bigint' }).notNull(),
    documentNo: bigint('document_no', { mode: 'number' })
      .notNull()
      .references(() => searchDocuments.no, { onDelete: 'cascade' }),
    /** Place in `searchKinds`, so that the few of each kind are chosen without a look at the documents. */
    kind: smallint('kind').notNull(),
    inTitle: boolean('in_title').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.gram, t.audience, t.documentNo, t.kind, t.inTitle] }),
    index('search_grams_document_idx').on(t.documentNo),
  ],
)
