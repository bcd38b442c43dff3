import { and, desc, eq } from 'drizzle-orm'
import { bomLines, boms } from '@/db/schema/boms'
import { products } from '@/db/schema/products'
import { requirements, specs } from '@/db/schema/specs'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { lineLabel, type SubjectKind } from '../rules'

export type Subject = Readonly<{
  kind: SubjectKind
  id: string
  label: string
  bomId: string | null
  specId: string | null
  designSetId: string | null
}>

const nowhere = { bomId: null, specId: null, designSetId: null } as const

/**
 * What the question points at, inside a product whose access is proven; NOT_FOUND when it is not part of it. A pin has one
 * conversation, which is opened with it: nobody asks a second one here.
 */
export async function requireSubject(
  { db }: MemberCtx,
  productId: string,
  { kind, id }: Readonly<{ kind: SubjectKind; id: string }>,
): Promise<Subject> {
  if (kind === 'product') {
    const [found] = await db.select({ code: products.code }).from(products).where(eq(products.id, productId))
    if (found && id === productId) return { ...nowhere, kind, id, label: found.code }
  }
  if (kind === 'bom') {
    const [found] = await db
      .select({ name: boms.name })
      .from(boms)
      .where(and(eq(boms.id, id), eq(boms.productId, productId)))
    if (found) return { ...nowhere, kind, id, label: found.name[found.name.source], bomId: id }
  }
  if (kind === 'bomLine') {
    const [line] = await db
      .select({
        bomId: bomLines.bomId,
        refs: bomLines.refs,
        mpn: bomLines.mpn,
        ipn: bomLines.ipn,
        value: bomLines.value,
        lineNo: bomLines.lineNo,
      })
      .from(bomLines)
      .where(and(eq(bomLines.id, id), eq(bomLines.productId, productId)))
    if (line) return { ...nowhere, kind, id, label: lineLabel(line), bomId: line.bomId }
  }
  if (kind === 'spec') {
    const [found] = await db
      .select({ number: specs.number })
      .from(specs)
      .where(and(eq(specs.id, id), eq(specs.productId, productId)))
    if (found) return { ...nowhere, kind, id, label: found.number, specId: id }
  }
  if (kind === 'requirement') {
    const [found] = await db
      .select({ specId: requirements.specId, code: requirements.code, title: requirements.title })
      .from(requirements)
      .where(and(eq(requirements.requirementId, id), eq(requirements.productId, productId)))
      .orderBy(desc(requirements.createdAt))
      .limit(1)
    if (found) {
      const label = `${found.code} · ${found.title[found.title.source]}`
      return { ...nowhere, kind, id, label, specId: found.specId }
    }
  }
  throw new DomainError('notFound', 'threads.subjectNotFound')
}
