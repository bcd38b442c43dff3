import { and, count, eq, isNull } from 'drizzle-orm'
import { firmwareKeys } from '@/db/schema/firmware'
import { requireCapability } from '@/server/domains/orgs/queries/require-capability'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { RegisterKey } from '../inputs'
import { mostKeys } from '../rules/public-key'
import { readPublicKey } from '../signing/public-key'

/**
 * Registers a public key of the acting organisation, which signatures are verified with from then on. Errors:
 * firmware.keySecret, firmware.keyUnreadable, firmware.keyUnsupported, firmware.keyTaken, firmware.tooManyKeys.
 */
export async function registerKey(
  ctx: MemberCtx,
  { name, publicKey }: RegisterKey,
): Promise<{ keyId: string; fingerprint: string }> {
  const { orgId } = await requireCapability(ctx, 'firmware:write')
  const { algorithm, spki, fingerprint } = readPublicKey(publicKey)
  const [found] = await ctx.db.select({ keys: count() }).from(firmwareKeys).where(eq(firmwareKeys.orgId, orgId))
  if ((found?.keys ?? 0) >= mostKeys) throw new DomainError('conflict', 'firmware.tooManyKeys', { most: mostKeys })
  const keyId = newId('firmwareKey')
  const made = await ctx.db
    .insert(firmwareKeys)
    .values({
      ...{ id: keyId, orgId, name, algorithm, publicKey: spki.toString('base64'), fingerprint },
      ...{ registeredBy: ctx.actor.userId, createdAt: ctx.now() },
    })
    .onConflictDoNothing()
    .returning({ id: firmwareKeys.id })
  if (made.length === 0) throw new DomainError('conflict', 'firmware.keyTaken')
  note(ctx, 'firmware.registerKey', orgId, keyId, { key: name, fingerprint })
  return { keyId, fingerprint }
}

/**
 * From now on nothing is accepted that is signed with a key, and what it signed counts as unsigned. Never taken back.
 * Errors: firmware.keyStale where it is retired already.
 */
export async function retireKey(
  ctx: MemberCtx,
  { keyId, version }: Readonly<{ keyId: string; version: number }>,
): Promise<void> {
  const { orgId } = await requireCapability(ctx, 'firmware:write')
  const own = and(eq(firmwareKeys.id, keyId), eq(firmwareKeys.orgId, orgId))
  const [key] = await ctx.db.select().from(firmwareKeys).where(own)
  if (!key) throw new DomainError('notFound', 'firmware.keyNotFound')
  const retired = await ctx.db
    .update(firmwareKeys)
    .set({ retiredBy: ctx.actor.userId, retiredAt: ctx.now(), version: version + 1 })
    .where(and(own, eq(firmwareKeys.version, version), isNull(firmwareKeys.retiredAt)))
    .returning({ id: firmwareKeys.id })
  if (retired.length === 0) throw new DomainError('conflict', 'firmware.keyStale')
  note(ctx, 'firmware.retireKey', orgId, keyId, { key: key.name, fingerprint: key.fingerprint })
}

function note(ctx: MemberCtx, action: string, orgId: string, keyId: string, params: Record<string, string>): void {
  recordAudit(ctx, { action, subjectId: keyId, orgs: [orgId], params })
  publish(ctx, { type: 'firmware.changed', audience: [orgId], payload: { keyId } })
}
