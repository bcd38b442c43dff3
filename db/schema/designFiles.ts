import { sql } from 'drizzle-orm'
import { bigint, customType, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import {
  designReadingStates,
  designRevisionStates,
  designUploadStates,
  drawingRefusals,
} from '@/server/domains/designFiles/lifecycle'
import type { DesignReading } from '@/server/domains/designFiles/reading/summary'
import { designFileKinds } from '@/server/domains/designFiles/rules/design-file'
import type { PinAnchor } from '@/server/domains/designFiles/rules/pin'
import { bilingualText, instant, oneOf, stamped, versioned } from '../columns'
import { productScope } from '../product-scope'
import { orgs } from './orgs'
import { users } from './people'
import { threads } from './threads'

/** Design files that are revised and released together: a board, a housing, a carton. */
export const designSets = pgTable(
  'design_sets',
  {
    id: text('id').primaryKey(),
    ...productScope,
    /** As it stands on paper: `WL-20-DES-01`. */
    number: text('number').notNull(),
    name: bilingualText('name').notNull(),
    currentRevisionId: text('current_revision_id'),
    releasedRevisionId: text('released_revision_id'),
    releasedLetter: text('released_letter'),
    archivedAt: instant('archived_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [uniqueIndex('design_sets_number_key').on(t.productId, t.number)],
)

/** One state of a design set. Written while it is a draft, never after. */
export const designRevisions = pgTable(
  'design_revisions',
  {
    id: text('id').primaryKey(),
    ...productScope,
    setId: text('set_id')
      .notNull()
      .references(() => designSets.id),
    ordinal: integer('ordinal').notNull(),
    number: text('number').notNull(),
    /** Given on release. */
    letter: text('letter'),
    state: oneOf('state', designRevisionStates).notNull().default('draft'),
    /** SHA-256 of the manifest of a release: name and SHA-256 of every file. */
    contentHash: text('content_hash'),
    /** What is new in it. */
    notes: bilingualText('notes'),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    releasedBy: text('released_by').references(() => users.id),
    releasedAt: instant('released_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [uniqueIndex('design_revisions_ordinal_key').on(t.setId, t.ordinal)],
)

/** A file of one revision. Its bytes are stored once, however many revisions have it. */
export const designFiles = pgTable(
  'design_files',
  {
    id: text('id').primaryKey(),
    ...productScope,
    setId: text('set_id')
      .notNull()
      .references(() => designSets.id),
    revisionId: text('revision_id')
      .notNull()
      .references(() => designRevisions.id),
    kind: oneOf('kind', designFileKinds).notNull(),
    name: text('name').notNull(),
    /** `nameKey` of the name: one file of a name in a revision. */
    nameKey: text('name_key').notNull(),
    sha256: text('sha256').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    uploadedBy: text('uploaded_by')
      .notNull()
      .references(() => users.id),
    uploadedByOrgId: text('uploaded_by_org_id')
      .notNull()
      .references(() => orgs.id),
    createdAt: instant('created_at').notNull(),
    /** Taken out of a draft, or replaced by a newer one of its name; can be put back while the draft lasts. */
    removedAt: instant('removed_at'),
    ...versioned,
  },
  (t) => [
    uniqueIndex('design_files_name_key')
      .on(t.revisionId, t.nameKey)
      .where(sql`removed_at is null`),
    index('design_files_blob_idx').on(t.sha256),
    index('design_files_reading_idx').on(t.orgId, t.sha256, t.nameKey),
  ],
)

/** An upload on its way. Its bytes lie aside until all are there; the row says how many of them are certain. */
export const designUploads = pgTable(
  'design_uploads',
  {
    id: text('id').primaryKey(),
    ...productScope,
    revisionId: text('revision_id')
      .notNull()
      .references(() => designRevisions.id),
    kind: oneOf('kind', designFileKinds).notNull(),
    name: text('name').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    /** By which whoever chooses the same file again is known to: SHA-256 of its ends and its day. */
    fingerprint: text('fingerprint').notNull(),
    /** Bytes written, checked and kept. */
    received: bigint('received', { mode: 'number' }).notNull().default(0),
    state: oneOf('state', designUploadStates).notNull().default('open'),
    /** What it became. */
    fileId: text('file_id').references(() => designFiles.id),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    userOrgId: text('user_org_id')
      .notNull()
      .references(() => orgs.id),
    createdAt: instant('created_at').notNull(),
    touchedAt: instant('touched_at').notNull(),
  },
  (t) => [index('design_uploads_revision_idx').on(t.revisionId, t.userId)],
)

/**
 * What a file says of itself. By content and name, which tells the role of a layer: a file that goes on into the next
 * revision is read once.
 */
export const designReadings = pgTable(
  'design_readings',
  {
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    sha256: text('sha256').notNull(),
    nameKey: text('name_key').notNull(),
    name: text('name').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    state: oneOf('state', designReadingStates).notNull().default('waiting'),
    reading: jsonb('reading').$type<DesignReading>(),
    askedAt: instant('asked_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.sha256, t.nameKey] }),
    index('design_readings_waiting_idx')
      .on(t.askedAt)
      .where(sql`state = 'waiting'`),
  ],
)

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/**
 * What a browser draws of a file: `Drawing` of layers or `Model` of bodies, as JSON packed with gzip. By content and name,
 * made when somebody first opens the file; can be made again at any time.
 */
export const designDrawings = pgTable(
  'design_drawings',
  {
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    sha256: text('sha256').notNull(),
    nameKey: text('name_key').notNull(),
    /** `drawingFormat` or `modelFormat`, as it was when this was made. */
    format: integer('format').notNull(),
    /** Why there is none. */
    refused: oneOf('refused', drawingRefusals),
    packed: bytes('packed'),
    madeAt: instant('made_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.sha256, t.nameKey] })],
)

/**
 * What the server painted of a design file, for a list and for who cannot be shown the file itself: WebP in two sizes. By
 * content, name and page; can be made again at any time.
 */
export const designPictures = pgTable(
  'design_pictures',
  {
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    sha256: text('sha256').notNull(),
    nameKey: text('name_key').notNull(),
    /** From 1; 1 of what has no pages. */
    page: integer('page').notNull(),
    /** `pictureFormat` it was made under. */
    format: integer('format').notNull(),
    /** Both null where there is nothing to see. */
    small: bytes('small'),
    large: bytes('large'),
    madeAt: instant('made_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.sha256, t.nameKey, t.page] })],
)

/**
 * A place in a design file that a conversation is about. It belongs to the file by its name, so that it is there in the
 * next revision too, and lies between the brand and at most one partner, as its thread does.
 */
export const designPins = pgTable(
  'design_pins',
  {
    id: text('id').primaryKey(),
    ...productScope,
    /** The other side of its thread; null inside the brand. */
    partnerOrgId: text('partner_org_id').references(() => orgs.id),
    setId: text('set_id')
      .notNull()
      .references(() => designSets.id),
    threadId: text('thread_id')
      .notNull()
      .references(() => threads.id),
    /** Counted between the two sides: over the whole set it would leave gaps that tell of another factory. */
    number: integer('number').notNull(),
    /** `nameKey` of the file, and its name as it was when the pin was placed. */
    nameKey: text('name_key').notNull(),
    fileName: text('file_name').notNull(),
    anchor: jsonb('anchor').$type<PinAnchor>().notNull(),
    madeInRevisionId: text('made_in_revision_id')
      .notNull()
      .references(() => designRevisions.id),
    checkedInRevisionId: text('checked_in_revision_id')
      .notNull()
      .references(() => designRevisions.id),
    /** SHA-256 of the contents in which somebody saw the pin at this very place. */
    seenIn: text('seen_in').array().notNull(),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    ...versioned,
    ...stamped,
  },
  (t) => [
    uniqueIndex('design_pins_thread_key').on(t.threadId),
    uniqueIndex('design_pins_number_key').on(t.setId, sql`coalesce(${t.partnerOrgId}, '')`, t.number),
  ],
)
