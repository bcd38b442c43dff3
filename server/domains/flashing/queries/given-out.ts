import { sql, type SQL } from 'drizzle-orm'
import { flashPackages, flashResults } from '@/db/schema/flashing'

const isUsed = sql`exists (select 1 from ${flashResults} where ${flashResults.packageId} = ${flashPackages.id})`

/** Whether the serial numbers of a package may be on devices: it stands, or its factory took it before it was withdrawn. */
export const isGivenOut: SQL<boolean> = sql`(${flashPackages.state} = 'issued' or ${flashPackages.downloadedAt} is not null
  or ${flashPackages.acknowledgedAt} is not null or ${isUsed})`
