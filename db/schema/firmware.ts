import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Finding } from '@/server/domains/firmware/formats/findings'
import type { FirmwareInspection } from '@/server/domains/firmware/formats/inspect-firmware'
import {
  firmwareBuildStates,
  firmwareChannels,
  firmwareFileStates,
  firmwarePromotionStates,
  firmwareVerdicts,
} from '@/server/domains/firmware/lifecycle'
import type { Compatibility } from '@/server/domains/firmware/rules/compatibility'
import type { MemoryRange } from '@/server/domains/firmware/rules/expectation'
import { firmwareFileRoles } from '@/server/domains/firmware/rules/firmware-file'
import type { PromotionRefusal } from '@/server/domains/firmware/rules/promotion'
import { firmwareKeyAlgorithms } from '@/server/domains/firmware/rules/public-key'
import { bilingualText, instant, oneOf, stamped, versioned } from '../columns'
import { productScope } from '../product-scope'
import { boms } from './boms'
import { designSets } from './designFiles'
import { orgs } from './orgs'
import { users } from './people'
import { specs } from './specs'

const lineId = text('line_id')
  .notNull()
  .references(() => firmwareLines.id)

/** Firmware of one processor of a product, from its first build to its last. */
export const firmwareLines = pgTable(
  'firmware_lines',
  {
    id: text('id').primaryKey(),
    ...productScope,
    /** As it stands on paper: `WL-20-FW-01`. */
    number: text('number').notNull(),
    name: bilingualText('name').notNull(),
    /** The board it runs on; its released letters are what builds are for. */
    boardSetId: text('board_set_id').references(() => designSets.id),
    bomId: text('bom_id').references(() => boms.id),
    /** The specification whose cloud interface it speaks. */
    specId: text('spec_id').references(() => specs.id),
    chips: text('chips').array().notNull().default([]),
    arch: text('arch'),
    memory: jsonb('memory').$type<readonly MemoryRange[]>().notNull().default([]),
    slotBytes: bigint('slot_bytes', { mode: 'number' }),
    archivedAt: instant('archived_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [uniqueIndex('firmware_lines_number_key').on(t.productId, t.number)],
)

/** Who approves what goes on a channel of a line. No row: nobody is named. */
export const firmwareChannelApprovers = pgTable(
  'firmware_channels',
  {
    lineId,
    channel: oneOf('channel', firmwareChannels).notNull(),
    ...productScope,
    approverIds: text('approver_ids').array().notNull(),
    ...versioned,
    ...stamped,
  },
  (t) => [primaryKey({ columns: [t.lineId, t.channel] })],
)

/** A build of a line: never written again once it is registered. */
export const firmwareBuilds = pgTable(
  'firmware_builds',
  {
    id: text('id').primaryKey(),
    ...productScope,
    lineId,
    /** By Semantic Versioning 2.0.0. */
    version: text('version').notNull(),
    /** `normalVersion` of it: one build of a version in a line. */
    versionKey: text('version_key').notNull(),
    gitCommit: text('git_commit').notNull(),
    notes: bilingualText('notes').notNull(),
    compatibility: jsonb('compatibility').$type<Compatibility>().notNull(),
    /** The lowest that its images carry; null where none carries one. */
    secureVersion: bigint('secure_version', { mode: 'number' }),
    /** SHA-256 of the manifest: what `sha256sum` writes of its files. */
    contentHash: text('content_hash').notNull(),
    state: oneOf('state', firmwareBuildStates).notNull().default('open'),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    /** Name of the token that brought it; null where a person did. */
    pushedWith: text('pushed_with'),
    /** Address of the run that made it. */
    ciRun: text('ci_run'),
    registeredAt: instant('registered_at'),
    withdrawnBy: text('withdrawn_by').references(() => users.id),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnReason: bilingualText('withdrawn_reason'),
    ...stamped,
  },
  (t) => [
    uniqueIndex('firmware_builds_version_key').on(t.lineId, t.versionKey),
    index('firmware_builds_open_idx')
      .on(t.createdAt)
      .where(sql`state = 'open'`),
  ],
)

/** A file of a build, declared with its hash before its bytes come. */
export const firmwareFiles = pgTable(
  'firmware_files',
  {
    id: text('id').primaryKey(),
    ...productScope,
    buildId: text('build_id')
      .notNull()
      .references(() => firmwareBuilds.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    /** `fileNameKey` of the name: one file of a name in a build. */
    nameKey: text('name_key').notNull(),
    role: oneOf('role', firmwareFileRoles).notNull(),
    sha256: text('sha256').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    /** Where it goes in flash, for files that do not say it. */
    flashAddress: bigint('flash_address', { mode: 'number' }),
    state: oneOf('state', firmwareFileStates).notNull().default('awaiting'),
    /** A detached signature that came before the bytes it signs, base64. */
    awaitingSignature: text('awaiting_signature'),
    /** What the file says of itself. */
    inspection: jsonb('inspection').$type<FirmwareInspection>(),
    ...stamped,
  },
  (t) => [
    uniqueIndex('firmware_files_name_key').on(t.buildId, t.nameKey),
    index('firmware_files_blob_idx').on(t.sha256),
  ],
)

/** A public key of an organisation. Its private half never comes here. */
export const firmwareKeys = pgTable(
  'firmware_keys',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id),
    name: text('name').notNull(),
    algorithm: oneOf('algorithm', firmwareKeyAlgorithms).notNull(),
    /** SubjectPublicKeyInfo, DER, base64. */
    publicKey: text('public_key').notNull(),
    /** SHA-256 of the same bytes, hex. */
    fingerprint: text('fingerprint').notNull(),
    registeredBy: text('registered_by')
      .notNull()
      .references(() => users.id),
    retiredBy: text('retired_by').references(() => users.id),
    retiredAt: instant('retired_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [uniqueIndex('firmware_keys_fingerprint_key').on(t.orgId, t.fingerprint)],
)

/** A detached signature over the bytes of a file, verified when it came. */
export const firmwareSignatures = pgTable(
  'firmware_signatures',
  {
    id: text('id').primaryKey(),
    ...productScope,
    fileId: text('file_id')
      .notNull()
      .references(() => firmwareFiles.id, { onDelete: 'cascade' }),
    keyId: text('key_id')
      .notNull()
      .references(() => firmwareKeys.id),
    /** Base64, as it came. */
    signature: text('signature').notNull(),
    verifiedAt: instant('verified_at').notNull(),
  },
  (t) => [uniqueIndex('firmware_signatures_key').on(t.fileId, t.keyId)],
)

/** A build asked for, or in force, on a channel for one revision of the board. */
export const firmwarePromotions = pgTable(
  'firmware_promotions',
  {
    id: text('id').primaryKey(),
    ...productScope,
    lineId,
    buildId: text('build_id')
      .notNull()
      .references(() => firmwareBuilds.id),
    channel: oneOf('channel', firmwareChannels).notNull(),
    /** The letter of the board. */
    boardRevision: text('board_revision').notNull(),
    state: oneOf('state', firmwarePromotionStates).notNull().default('requested'),
    requestedBy: text('requested_by')
      .notNull()
      .references(() => users.id),
    requestedAt: instant('requested_at').notNull(),
    /** Named when it was asked for. */
    approverIds: text('approver_ids').array().notNull(),
    /** What stood against it when it was asked for, all of it overridden. */
    refusals: jsonb('refusals').$type<readonly PromotionRefusal[]>().notNull(),
    overrideReason: bilingualText('override_reason'),
    overrideAskedBy: text('override_asked_by').references(() => users.id),
    /** Warnings about its files. */
    findings: jsonb('findings').$type<readonly Finding[]>().notNull(),
    /** When it was approved, refused or withdrawn. */
    decidedAt: instant('decided_at'),
    inForceAt: instant('in_force_at'),
    /** When another took its place, or its build was withdrawn. */
    endedAt: instant('ended_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [
    uniqueIndex('firmware_promotions_in_force_key')
      .on(t.lineId, t.channel, t.boardRevision)
      .where(sql`state = 'approved'`),
    uniqueIndex('firmware_promotions_requested_key')
      .on(t.buildId, t.channel, t.boardRevision)
      .where(sql`state = 'requested'`),
    index('firmware_promotions_build_idx').on(t.buildId),
    index('firmware_promotions_product_idx').on(t.productId),
  ],
)

/** What a person said of a promotion. Each says it once. */
export const firmwareApprovals = pgTable(
  'firmware_approvals',
  {
    promotionId: text('promotion_id')
      .notNull()
      .references(() => firmwarePromotions.id),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    ...productScope,
    verdict: oneOf('verdict', firmwareVerdicts).notNull(),
    reason: bilingualText('reason'),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.promotionId, t.userId] })],
)
