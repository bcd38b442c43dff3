import { and, eq } from 'drizzle-orm'
import { bomLines, boms } from '@/db/schema/boms'
import { products } from '@/db/schema/products'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { lineLabel, type SubjectKind } from '../rules'

export type Subject = Readonly<{ kind: SubjectKind; id: string; label: string; bomId: string | null }>

/** What the question points at, inside a product whose access is proven; NOT_FOUND when it is not part of it. */
export async function requireSubject(
  { db }: MemberCtx,
  productId: string,
  { kind, id }: Readonly<{ kind: SubjectKind; id: string }>,
): Promise<Subject> {
  if (kind === 'product') {
    const [found] = await db.select({ code: products.code }).from(products).where(eq(products.id, productId))
    if (found && id === productId) return { kind, id, label: found.code, bomId: null }
  }
  if (kind === 'bom') {
    const [found] = await db
      .select({ name: boms.name })
      .from(boms)
      .where(and(eq(boms.id, id), eq(boms.productId, productId)))
    if (found) return { kind, id, label: found.name[found.name.source], bomId: id }
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
    if (line) return { kind, id, label: lineLabel(line), bomId: line.bomId }
  }
  throw new DomainError('notFound', 'threads.subjectNotFound')
}
