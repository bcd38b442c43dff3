import { boolean, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { languages } from '@/server/kernel/bilingual'
import { instant, oneOf, stamped, versioned } from '../columns'
import { orgs } from './orgs'
import { users } from './people'

/** A term of an organisation's own glossary: added to the base glossary, or put in place of one of its terms. */
export const glossaryTerms = pgTable(
  'glossary_terms',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    en: text('en').notNull(),
    zh: text('zh').notNull(),
    /** The English term as it is compared: lower case, single spaces. */
    key: text('key').notNull(),
    note: text('note').notNull().default(''),
    /** A text that has the one term and not the other is flagged. */
    locked: boolean('locked').notNull().default(false),
    createdBy: text('created_by').references(() => users.id),
    ...versioned,
    ...stamped,
  },
  (t) => [uniqueIndex('glossary_terms_key').on(t.orgId, t.key)],
)

/** Pairs that a person verified, offered again for equal and similar texts. Each organisation remembers its own. */
export const translationMemory = pgTable(
  'translation_memory',
  {
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    source: oneOf('source', languages).notNull(),
    /** sha256 of the source text as it is compared, hex. */
    sourceHash: text('source_hash').notNull(),
    en: text('en').notNull(),
    zh: text('zh').notNull(),
    /** Pairs of neighbouring characters of the source text, for finding similar ones. */
    grams: text('grams').array().notNull(),
    verifiedBy: text('verified_by').references(() => users.id),
    verifiedAt: instant('verified_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.source, t.sourceHash] }),
    index('translation_memory_grams_idx').using('gin', t.grams),
  ],
)
