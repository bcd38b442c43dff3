import { and, eq } from 'drizzle-orm'
import { manufacturerParts, parts, supplierParts } from '@/db/schema/parts'
import { can } from '@/server/domains/orgs/policy'
import { requireCapability } from '@/server/domains/orgs/queries/require-capability'
import { searchable, type BilingualText } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import { supplierOf } from '../rules/match'
import { manufacturerPartKey, partNumberKey, supplierPartKey } from '../rules/part-keys'

export type PartOfLine = Readonly<{
  number: string
  name: BilingualText
  description: BilingualText
  value: string
  uom: string
  package: string
  mpn: string
  manufacturer: string
  supplier: string
  supplierPart: string
  currency: string
}>

/**
 * Makes an entry of the acting organisation's library from what a line says. The maker's part counts as approved where
 * the person may approve, else it is proposed. CONFLICT `parts.numberTaken` with the entry that has the number already.
 */
export async function addFromLine(ctx: MemberCtx, line: PartOfLine): Promise<{ partId: string }> {
  const { orgId, role } = await requireCapability(ctx, 'parts:write')
  const number = line.number.trim()
  const numberKey = partNumberKey(number)
  if (numberKey === '') throw new DomainError('invalid', 'parts.numberNeeded')
  const [taken] = await ctx.db
    .select({ id: parts.id, number: parts.number })
    .from(parts)
    .where(and(eq(parts.orgId, orgId), eq(parts.numberKey, numberKey)))
  if (taken) throw new DomainError('conflict', 'parts.numberTaken', { number: taken.number, partId: taken.id })
  const partId = newId('part')
  const { name, description, value, uom, mpn, manufacturer, supplierPart } = line
  const supplier = supplierOf(line)
  const searchText = [number, mpn, manufacturer, supplierPart, searchable(name), searchable(description), value]
    .filter(Boolean)
    .join('\n')
    .normalize('NFKC')
    .toLowerCase()
    .slice(0, 8_000)
  const written = await ctx.db
    .insert(parts)
    .values({
      ...{ id: partId, orgId, number, numberKey, name, description, value, uom, searchText },
      package: line.package,
      createdBy: ctx.actor.userId,
    })
    .onConflictDoNothing({ target: [parts.orgId, parts.numberKey] })
    .returning({ id: parts.id })
  if (written.length === 0) throw new DomainError('conflict', 'parts.numberTaken', { number })
  const approves = can(role, 'parts:approve')
  const sourceId = mpn.trim() === '' ? null : newId('manufacturerPart')
  if (sourceId !== null) {
    await ctx.db.insert(manufacturerParts).values({
      ...{ id: sourceId, orgId, partId, mpn, manufacturer, rank: 1, package: line.package },
      key: manufacturerPartKey(mpn, manufacturer),
      status: approves ? 'approved' : 'proposed',
      decidedBy: approves ? ctx.actor.userId : null,
      decidedAt: approves ? ctx.now() : null,
    })
  }
  if (supplier.trim() !== '' && supplierPart.trim() !== '') {
    await ctx.db.insert(supplierParts).values({
      ...{ id: newId('supplierPart'), orgId, partId, manufacturerPartId: sourceId, supplier },
      sku: supplierPart,
      key: supplierPartKey(supplier, supplierPart),
      currency: line.currency,
      breaks: [],
    })
  }
  recordAudit(ctx, { action: 'parts.addFromLine', subjectId: partId, orgs: [orgId], params: { number } })
  return { partId }
}
