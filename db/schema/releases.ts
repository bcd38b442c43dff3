import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { goldenStates, packageStates } from '@/server/domains/releases/lifecycle'
import type { GoldenItem } from '@/server/domains/releases/rules/golden-item'
import type { GoldenGap, GoldenParts } from '@/server/domains/releases/rules/golden-parts'
import type { PackageFailure, PackageItem, PackageRecipient } from '@/server/domains/releases/rules/package-item'
import { packageParts, recipientKinds } from '@/server/domains/releases/rules/recipe'
import type { PackageSources } from '@/server/domains/releases/rules/sources'
import { bilingualText, instant, oneOf, stamped, versioned } from '../columns'
import { productScope } from '../product-scope'
import { boms } from './boms'
import { designSets } from './designFiles'
import { orgs } from './orgs'
import { users } from './people'
import { specs } from './specs'

/** The partner it is for, who sees it too; null where the recipient has no account. */
const partnerOrgId = () => text('partner_org_id').references(() => orgs.id)

/** What goes to whom, kept to be used again with every release. */
export const packageRecipes = pgTable(
  'package_recipes',
  {
    id: text('id').primaryKey(),
    ...productScope,
    name: bilingualText('name').notNull(),
    kind: oneOf('kind', recipientKinds).notNull(),
    partnerOrgId: partnerOrgId(),
    /** Name and address of a recipient without an account; empty for a partner. */
    recipientName: text('recipient_name').notNull().default(''),
    recipientContact: text('recipient_contact').notNull().default(''),
    setId: text('set_id')
      .notNull()
      .references(() => designSets.id),
    parts: text('parts', {
      enum: [...packageParts] as [(typeof packageParts)[number], ...(typeof packageParts)[number][]],
    })
      .array()
      .notNull(),
    /** The BOM and the specification that go along; null: none. */
    bomId: text('bom_id').references(() => boms.id),
    specId: text('spec_id').references(() => specs.id),
    /** PDFs are marked with whom they are for. */
    watermark: boolean('watermark').notNull().default(true),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    archivedAt: instant('archived_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [index('package_recipes_product_idx').on(t.productId)],
)

/** One package for one recipient. Everything in it is copied when it is asked for; nothing changes once it is issued. */
export const packages = pgTable(
  'packages',
  {
    id: text('id').primaryKey(),
    ...productScope,
    partnerOrgId: partnerOrgId(),
    recipeId: text('recipe_id')
      .notNull()
      .references(() => packageRecipes.id),
    /** As it stands on paper: `WL-20-PKG-003`. */
    number: text('number').notNull(),
    kind: oneOf('kind', recipientKinds).notNull(),
    recipient: jsonb('recipient').$type<PackageRecipient>().notNull(),
    sources: jsonb('sources').$type<PackageSources>().notNull(),
    parts: text('parts', {
      enum: [...packageParts] as [(typeof packageParts)[number], ...(typeof packageParts)[number][]],
    })
      .array()
      .notNull(),
    watermark: boolean('watermark').notNull(),
    /** PDFs that cannot be marked go in as they are, because somebody said so. */
    unmarked: boolean('unmarked').notNull().default(false),
    state: oneOf('state', packageStates).notNull().default('making'),
    /** How often making it was begun. */
    attempts: integer('attempts').notNull().default(0),
    /** Why it could not be made. */
    failure: jsonb('failure').$type<PackageFailure>(),
    items: jsonb('items').$type<readonly PackageItem[]>(),
    /** SHA-256 of `MANIFEST.sha256`. */
    contentHash: text('content_hash'),
    /** The archive in the store. */
    blobSha256: text('blob_sha256'),
    blobSize: bigint('blob_size', { mode: 'number' }),
    madeBy: text('made_by')
      .notNull()
      .references(() => users.id),
    askedAt: instant('asked_at').notNull(),
    issuedAt: instant('issued_at'),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnBy: text('withdrawn_by').references(() => users.id),
    /** When its people were told that it is superseded, which is once. */
    supersededToldAt: instant('superseded_told_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [
    /** Each partner has a count of its own: the numbers of one tell nothing of another. */
    uniqueIndex('packages_number_key').on(t.productId, sql`coalesce(${t.partnerOrgId}, '')`, t.number),
    index('packages_recipe_idx').on(t.recipeId),
    index('packages_blob_idx').on(t.blobSha256),
    index('packages_making_idx')
      .on(t.askedAt)
      .where(sql`state = 'making'`),
  ],
)

/** A way in for somebody without an account: to one package, for some days. Only the hash of its secret is kept. */
export const packageLinks = pgTable(
  'package_links',
  {
    id: text('id').primaryKey(),
    ...productScope,
    packageId: text('package_id')
      .notNull()
      .references(() => packages.id),
    /** Who it was given to. */
    name: text('name').notNull(),
    tokenHash: text('token_hash').notNull(),
    expires: instant('expires').notNull(),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    revokedAt: instant('revoked_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [uniqueIndex('package_links_token_key').on(t.tokenHash), index('package_links_package_idx').on(t.packageId)],
)

/** Who took a package, and when. Written once, by a member or by a link. */
export const packageDownloads = pgTable(
  'package_downloads',
  {
    id: text('id').primaryKey(),
    ...productScope,
    packageId: text('package_id')
      .notNull()
      .references(() => packages.id),
    userId: text('user_id').references(() => users.id),
    userOrgId: text('user_org_id').references(() => orgs.id),
    linkId: text('link_id').references(() => packageLinks.id),
    /** It was superseded by then, and whoever took it was told. */
    superseded: boolean('superseded').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('package_downloads_package_idx').on(t.packageId, t.at)],
)

/**
 * What is built, as one hash: specification, BOM, design files, firmware, test plan and packaging artwork that belong
 * together, agreed between the brand and one factory. Frozen when it is proposed.
 */
export const goldenPackages = pgTable(
  'golden_packages',
  {
    id: text('id').primaryKey(),
    ...productScope,
    /** The factory it is signed with. */
    partnerOrgId: text('partner_org_id')
      .notNull()
      .references(() => orgs.id),
    /** As it stands on paper: `WL-20-GLD-01`. */
    number: text('number').notNull(),
    state: oneOf('state', goldenStates).notNull().default('draft'),
    parts: jsonb('parts').$type<GoldenParts>().notNull(),
    /** What it goes without by agreement: keys of the gaps that were open when it was proposed. */
    accepted: jsonb('accepted').$type<readonly GoldenGap[]>().notNull().default([]),
    /** Every file of it but the manifest; all of them are in the store. */
    items: jsonb('items').$type<readonly GoldenItem[]>(),
    /** SHA-256 of `MANIFEST.sha256`: what is signed. */
    contentHash: text('content_hash'),
    /** The archive in the store, once it was made. */
    blobSha256: text('blob_sha256'),
    blobSize: bigint('blob_size', { mode: 'number' }),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    proposedBy: text('proposed_by').references(() => users.id),
    proposedAt: instant('proposed_at'),
    signedAt: instant('signed_at'),
    withdrawnBy: text('withdrawn_by').references(() => users.id),
    withdrawnAt: instant('withdrawn_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [
    /** Each factory has a count of its own: the numbers of one tell nothing of another. */
    uniqueIndex('golden_packages_number_key').on(t.productId, t.partnerOrgId, t.number),
    /** One is in force between a brand and a factory. */
    uniqueIndex('golden_packages_signed_key')
      .on(t.productId, t.partnerOrgId)
      .where(sql`state = 'signed'`),
    index('golden_packages_blob_idx').on(t.blobSha256),
  ],
)

/** One side's yes to the hash of a golden package. Written once. */
export const goldenSignatures = pgTable(
  'golden_signatures',
  {
    goldenId: text('golden_id')
      .notNull()
      .references(() => goldenPackages.id),
    signerOrgId: text('signer_org_id')
      .notNull()
      .references(() => orgs.id),
    ...productScope,
    partnerOrgId: text('partner_org_id')
      .notNull()
      .references(() => orgs.id),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    contentHash: text('content_hash').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.goldenId, t.signerOrgId] })],
)

/** Who took a golden package, and when. Written once. */
export const goldenDownloads = pgTable(
  'golden_downloads',
  {
    id: text('id').primaryKey(),
    ...productScope,
    goldenId: text('golden_id')
      .notNull()
      .references(() => goldenPackages.id),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    userOrgId: text('user_org_id')
      .notNull()
      .references(() => orgs.id),
    at: instant('at').notNull(),
  },
  (t) => [index('golden_downloads_golden_idx').on(t.goldenId, t.at)],
)
