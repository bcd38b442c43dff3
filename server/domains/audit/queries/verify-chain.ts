import { eq } from 'drizzle-orm'
import { auditHeads } from '@/db/schema/audit'
import type { MemberCtx } from '@/server/platform/context'
import { firstBrokenLink, genesisHash } from '@/server/platform/journal'
import { chainBatch } from '../rules'
import { readChain } from './read-chain'
import { requireAuditor } from './require-auditor'

/** `brokenAt` is the number of the first entry that does not fit, or of the one that is missing at the end. */
export type Verdict = Readonly<{ entries: number; brokenAt: number | null; hash: string }>

/** Recomputes every hash of the organisation's log and compares the last with the head the next entry would stand on. */
export async function verifyChain(ctx: MemberCtx): Promise<Verdict> {
  requireAuditor(ctx)
  const { orgId } = ctx.actor.member
  const [head] = await ctx.db.select().from(auditHeads).where(eq(auditHeads.orgId, orgId))
  let last = { seq: 0, hash: genesisHash }
  for (;;) {
    const rows = await readChain(ctx, last.seq)
    const links = rows.map(({ previousHash, hash, ...entry }) => ({ entry, previousHash, hash }))
    const brokenAt = firstBrokenLink(links, last)
    if (brokenAt !== null) return { entries: brokenAt - 1, brokenAt, hash: last.hash }
    const end = rows.at(-1)
    if (end) last = { seq: end.seq, hash: end.hash }
    if (rows.length < chainBatch) break
  }
  const whole = last.seq === (head?.seq ?? 0) && last.hash === (head?.hash ?? genesisHash)
  return { entries: last.seq, brokenAt: whole ? null : last.seq + 1, hash: last.hash }
}
