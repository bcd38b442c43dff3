import { createHash } from 'node:crypto'
import { eq, inArray, sql } from 'drizzle-orm'
import { auditEntries, auditHeads, events } from '@/db/schema/audit'
import { canonicalJson } from '@/server/kernel/canonical-json'
import { newId } from '@/server/kernel/ids'
import type { AnyCtx } from './context'

export type AuditNote = Readonly<{
  /** `<domain>.<verb>`, the same word as in the router. */
  action: string
  subjectId: string
  productId?: string | null
  /** Every organisation whose chain records this: the actor's, and the partner's when it concerns them. */
  orgs: readonly string[]
  params?: Readonly<Record<string, unknown>>
  /** Who acted, where the transaction began before anybody was known: signing up, using a link. */
  actorUserId?: string
}>
export type DomainEvent = Readonly<{
  type: string
  /** Organisations that may be told of it. */
  audience: readonly string[]
  productId?: string | null
  payload: Readonly<Record<string, unknown>>
}>
export type Journal = { audit: AuditNote[]; events: DomainEvent[] }

/** Notes what was done. Written with the change or not at all. */
export function recordAudit(ctx: AnyCtx, note: AuditNote): void {
  ctx.journal.audit.push(note)
}

/** Tells the rest of the product. Delivered after the commit, at least once. */
export function publish(ctx: AnyCtx, event: DomainEvent): void {
  ctx.journal.events.push(event)
}

/** Tells the dispatcher, through the database, that there is something to do; only a hint, polling is the truth. */
export const eventChannel = 'mortise_events'

export type ChainedEntry = Readonly<{
  orgId: string
  seq: number
  at: Date
  actorUserId: string | null
  actorOrgId: string | null
  action: string
  subjectId: string
  productId: string | null
  params: Readonly<Record<string, unknown>>
}>

/** The link of one entry to the one before it: sha256 of the previous hash and the canonical entry, in hex. */
export const chainHash = (previousHash: string, entry: ChainedEntry): string =>
  createHash('sha256').update(previousHash).update('\n').update(canonicalJson(entry)).digest('hex')

const rowsAtOnce = 2_000

export const genesisHash = '0'.repeat(64)

/**
 * The `seq` of the first entry that does not follow the one before it, or null for an unbroken chain. Takes a chain in
 * order from its first entry on, or from any other with the hash before it.
 */
export function firstBrokenLink(
  chain: readonly Readonly<{ entry: ChainedEntry; previousHash: string; hash: string }>[],
  before: Readonly<{ seq: number; hash: string }> = { seq: 0, hash: genesisHash },
): number | null {
  let { seq, hash } = before
  for (const link of chain) {
    seq += 1
    if (link.entry.seq !== seq || link.previousHash !== hash || chainHash(hash, link.entry) !== link.hash) return seq
    hash = link.hash
  }
  return null
}

/**
 * Appends what the transaction did. Chains are locked here, last and in one order, so two commands never wait for each
 * other in a circle and the lock is short.
 */
export async function writeJournal(ctx: AnyCtx): Promise<void> {
  const { audit, events: pending } = ctx.journal
  const at = ctx.now()
  const [actorUserId, actorOrgId] = [ctx.actor?.userId ?? null, ctx.actor?.member?.orgId ?? null]
  const chains = [...new Set(audit.flatMap((note) => note.orgs))].toSorted()
  if (chains.length > 0) {
    await ctx.db
      .insert(auditHeads)
      .values(chains.map((orgId) => ({ orgId, seq: 0, hash: genesisHash })))
      .onConflictDoNothing()
    const heads = await ctx.db
      .select()
      .from(auditHeads)
      .where(inArray(auditHeads.orgId, chains))
      .orderBy(auditHeads.orgId)
      .for('update')
    for (const head of heads) {
      let { seq, hash } = head
      const rows = audit
        .filter((note) => note.orgs.includes(head.orgId))
        .map((note) => {
          const entry: ChainedEntry = {
            orgId: head.orgId,
            seq: ++seq,
            at,
            actorUserId: note.actorUserId ?? actorUserId,
            actorOrgId,
            action: note.action,
            subjectId: note.subjectId,
            productId: note.productId ?? null,
            params: note.params ?? {},
          }
          const previousHash = hash
          hash = chainHash(previousHash, entry)
          return { ...entry, params: { ...entry.params }, previousHash, hash }
        })
      // A statement takes 65,535 parameters; bulk work notes more than fits into one.
      for (let from = 0; from < rows.length; from += rowsAtOnce)
        await ctx.db.insert(auditEntries).values(rows.slice(from, from + rowsAtOnce))
      await ctx.db.update(auditHeads).set({ seq, hash }).where(eq(auditHeads.orgId, head.orgId))
    }
  }
  if (pending.length > 0) {
    await ctx.db.insert(events).values(
      pending.map((event) => ({
        id: newId('event'),
        type: event.type,
        audience: [...new Set(event.audience)],
        actorUserId,
        actorOrgId,
        productId: event.productId ?? null,
        payload: { ...event.payload },
        at,
      })),
    )
    await ctx.db.execute(sql`select pg_notify(${eventChannel}, '')`)
  }
}
