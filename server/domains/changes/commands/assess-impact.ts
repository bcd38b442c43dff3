import { sql } from 'drizzle-orm'
import { changeImpacts } from '@/db/schema/changes'
import { bilingualOf, isBlank } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { AssessImpact } from '../inputs'
import { changeLifecycle } from '../lifecycle'
import { insideOf, requireChange, requireWrite, withPartner } from '../queries/access'
import { changeHash } from '../queries/content'
import { isPositive } from '../rules/disposition'
import { isBucket, mayAssessArea } from '../rules/impact'
import { announce, record } from './announce'

/**
 * What the acting side finds a change to do, per area, replacing what it found before. Each side answers for what it
 * knows (changes.notYourArea); the brand for everything while no factory is in it. The content it looked at is kept with
 * it, so that a later draft shows as "changed since assessment".
 */
export async function assessImpact(ctx: MemberCtx, input: AssessImpact): Promise<void> {
  const { change, access } = await requireChange(ctx, input.changeId, 'update')
  requireWrite(access)
  changeLifecycle.next(change.state, 'assess')
  for (const { area, affected, facts } of input.entries) {
    if (!mayAssessArea(access.side, area, withPartner(change)))
      throw new DomainError('forbidden', 'changes.notYourArea')
    if (isBucket(area) && affected && !isPositive(facts.quantity ?? ''))
      throw new DomainError('invalid', 'changes.quantityNeeded')
    if (facts.amountMicros !== undefined && facts.currency === undefined)
      throw new DomainError('invalid', 'changes.currencyInvalid')
  }
  const contentHash = await changeHash(ctx, change)
  const { actor, db } = ctx
  const rows = input.entries.map(({ area, affected, facts, words }) => ({
    ...insideOf(change),
    id: newId('impact'),
    side: access.side,
    area,
    affected,
    facts: affected ? facts : {},
    words: isBlank(words) ? null : bilingualOf(actor.locale, words),
    contentHash,
    assessedBy: actor.userId,
    assessedAt: ctx.now(),
  }))
  const excluded = (column: string) => sql.raw(`excluded.${column}`)
  await db
    .insert(changeImpacts)
    .values(rows)
    .onConflictDoUpdate({
      target: [changeImpacts.changeId, changeImpacts.side, changeImpacts.area],
      set: {
        affected: excluded('affected'),
        facts: excluded('facts'),
        words: excluded('words'),
        contentHash: excluded('content_hash'),
        assessedBy: excluded('assessed_by'),
        assessedAt: excluded('assessed_at'),
        version: sql`${changeImpacts.version} + 1`,
      },
    })
  record(ctx, 'changes.assessImpact', change, {
    count: rows.length,
    affected: rows.filter(({ affected }) => affected).length,
  })
  announce(ctx, 'changes.assessed', change)
}
