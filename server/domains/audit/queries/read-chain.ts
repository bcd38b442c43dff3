import { and, asc, eq, gt } from 'drizzle-orm'
import { auditEntries } from '@/db/schema/audit'
import type { MemberCtx } from '@/server/platform/context'
import { chainBatch } from '../rules'

/** A stretch of the organisation's chain in order, from after `seq` on. */
export const readChain = ({ db, actor }: MemberCtx, after: number) =>
  db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.orgId, actor.member.orgId), gt(auditEntries.seq, after)))
    .orderBy(asc(auditEntries.seq))
    .limit(chainBatch)
