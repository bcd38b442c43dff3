import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { flashOutcomes, flashPackageStates } from '@/server/domains/flashing/lifecycle'
import type { FlashFlag } from '@/server/domains/flashing/rules/judgement'
import type { FlashPlan } from '@/server/domains/flashing/rules/plan'
import type { SerialBlock } from '@/server/domains/flashing/rules/serials'
import { setAsideKinds } from '@/server/domains/flashing/rules/set-aside'
import { bilingualText, instant, oneOf, stamped, versioned } from '../columns'
import { productScope } from '../product-scope'
import { firmwareBuilds, firmwareLines, firmwarePromotions } from './firmware'
import { orgs } from './orgs'
import { users } from './people'

const scope = {
  ...productScope,
  /** The factory it is for; what lies between the brand and one factory is nobody else's. */
  partnerOrgId: text('partner_org_id')
    .notNull()
    .references(() => orgs.id),
}

/** What one factory is given to flash: a build that was in force, how, and which serial numbers. */
export const flashPackages = pgTable(
  'flash_packages',
  {
    id: text('id').primaryKey(),
    ...scope,
    /** As it stands on paper: `WL-20-FLP-01`. */
    number: text('number').notNull(),
    lineId: text('line_id')
      .notNull()
      .references(() => firmwareLines.id),
    buildId: text('build_id')
      .notNull()
      .references(() => firmwareBuilds.id),
    promotionId: text('promotion_id')
      .notNull()
      .references(() => firmwarePromotions.id),
    /** Files, their order, the tools that write them, and the hash a station must see. */
    plan: jsonb('plan').$type<FlashPlan>().notNull(),
    /** Null where devices are not numbered by the brand. */
    serials: jsonb('serials').$type<SerialBlock>(),
    notes: bilingualText('notes').notNull(),
    state: oneOf('state', flashPackageStates).notNull().default('issued'),
    issuedBy: text('issued_by')
      .notNull()
      .references(() => users.id),
    issuedAt: instant('issued_at').notNull(),
    /** When the factory first took it: its numbers may be on devices from then on. */
    downloadedAt: instant('downloaded_at'),
    /** Who at the factory compared file, version and hash before the line began. */
    acknowledgedBy: text('acknowledged_by').references(() => users.id),
    acknowledgedAt: instant('acknowledged_at'),
    withdrawnBy: text('withdrawn_by').references(() => users.id),
    withdrawnAt: instant('withdrawn_at'),
    ...versioned,
    ...stamped,
  },
  (t) => [
    // Counted for each factory: gaps would tell one of another.
    uniqueIndex('flash_packages_number_key').on(t.productId, t.partnerOrgId, t.number),
    index('flash_packages_line_idx').on(t.lineId),
  ],
)

/** What a station said of one device, once. Never written again. */
export const flashResults = pgTable(
  'flash_results',
  {
    id: text('id').primaryKey(),
    ...scope,
    lineId: text('line_id')
      .notNull()
      .references(() => firmwareLines.id),
    packageId: text('package_id')
      .notNull()
      .references(() => flashPackages.id),
    /** In the order of bytes (`collate "C"`), so that those with one beginning follow each other in the indexes. */
    serial: text('serial').notNull(),
    station: text('station').notNull(),
    /** By the clock of the station. */
    at: instant('at').notNull(),
    outcome: oneOf('outcome', flashOutcomes).notNull(),
    /** SHA-256 the station read back; empty where it read none. */
    sha256: text('sha256').notNull().default(''),
    note: text('note').notNull().default(''),
    /** What is wrong with it; nothing where the device may go on. */
    flags: text('flags').array().$type<FlashFlag[]>().notNull(),
    flagged: boolean('flagged').notNull(),
    reportedBy: text('reported_by')
      .notNull()
      .references(() => users.id),
    /** Name of the token of a program; null where a person reported. */
    reportedWith: text('reported_with'),
    /** Row of the file or list it came in. */
    sourceRow: integer('source_row').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('flash_results_key').on(t.lineId, t.partnerOrgId, t.serial, t.station, t.at),
    index('flash_results_serial_idx').on(t.lineId, t.serial, t.at),
    index('flash_results_package_idx').on(t.packageId, t.at),
    // Few of many: every page of a product counts the devices that are held back.
    index('flash_results_flagged_idx')
      .on(t.productId, t.partnerOrgId)
      .where(sql`flagged`),
  ],
)

/**
 * A device that stations hold back and nobody has to look at any more, with who of the brand said so and why. Afterwards
 * it is taken back, once, and nothing else of it changes.
 */
export const flashSetAsides = pgTable(
  'flash_set_asides',
  {
    id: text('id').primaryKey(),
    ...scope,
    lineId: text('line_id')
      .notNull()
      .references(() => firmwareLines.id),
    /** Of the word that held the device back. */
    packageId: text('package_id')
      .notNull()
      .references(() => flashPackages.id),
    serial: text('serial').notNull(),
    /** Counts for each device, from 1: of two who set it aside at once one is refused. */
    place: integer('place').notNull(),
    kind: oneOf('kind', setAsideKinds).notNull(),
    reason: bilingualText('reason').notNull(),
    /** Ids of the results that were on record then: what arrived, not what a clock says. */
    covered: text('covered').array().notNull(),
    setAsideBy: text('set_aside_by')
      .notNull()
      .references(() => users.id),
    setAsideAt: instant('set_aside_at').notNull(),
    takenBackBy: text('taken_back_by').references(() => users.id),
    takenBackAt: instant('taken_back_at'),
  },
  (t) => [
    uniqueIndex('flash_set_asides_key').on(t.lineId, t.partnerOrgId, t.serial, t.place),
    index('flash_set_asides_package_idx').on(t.packageId),
  ],
)
