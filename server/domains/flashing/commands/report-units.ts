import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { orgs } from '@/db/schema/orgs'
import type { MemberCtx } from '@/server/platform/context'
import type { unitsInput } from '../inputs'
import { readResults, type ReadResults, type SaidOfUnit } from '../reporting/read-results'
import { reportResults, type ReportOutcome } from './report-results'

type Units = z.output<typeof unitsInput>
type Given = Readonly<{ packageId: string; units: Units; reportedWith?: string | null }>

/** Devices as a page or a program names them; rows count from 1. */
export async function reportUnits(
  ctx: MemberCtx,
  { packageId, units, reportedWith = null }: Given,
): Promise<ReportOutcome> {
  const said = units.map((unit, index) => ({ ...unit, row: index + 1 }))
  return reportResults(ctx, { packageId, reportedWith, ...(await readHere(ctx, said)) })
}

/** Rows read on the clocks of the acting organisation: a time without an offset is of where its stations stand. */
export async function readHere(ctx: MemberCtx, said: readonly SaidOfUnit[]): Promise<ReadResults> {
  const [org] = await ctx.db.select({ zone: orgs.timeZone }).from(orgs).where(eq(orgs.id, ctx.actor.member.orgId))
  return readResults(said, org?.zone ?? 'UTC', ctx.now())
}
