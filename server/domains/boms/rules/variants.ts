import type { BilingualText } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'

/** One way a device is built, e.g. `868`. Codes are unique within a revision, upper case. */
export type BomVariant = Readonly<{ code: string; name: BilingualText }>

/** More ways to build one device are no variants any more, but other devices. */
export const mostVariants = 24
const code = /^[\p{L}\d][\p{L}\d._/-]{0,19}$/u

/** A code as it is kept: upper case, without spaces around it; null where it cannot be one. */
export function variantCode(text: string): string | null {
  const kept = text.normalize('NFKC').trim().toUpperCase()
  return code.test(kept) ? kept : null
}

/** @throws DomainError `boms.variantCodeInvalid`, `boms.variantTaken`, `boms.tooManyVariants` */
export function withVariant(variants: readonly BomVariant[], added: BomVariant): BomVariant[] {
  if (variants.length >= mostVariants) throw new DomainError('invalid', 'boms.tooManyVariants', { most: mostVariants })
  return [...variants, { ...added, code: freeCode(variants, added.code) }]
}

/** The variants with one of them called otherwise; its place among them stays. */
export function withRenamed(variants: readonly BomVariant[], before: string, after: BomVariant): BomVariant[] {
  requireVariant(variants, before)
  const others = variants.filter(({ code: each }) => each !== before)
  const kept = freeCode(others, after.code)
  return variants.map((each) => (each.code === before ? { ...after, code: kept } : each))
}

export function withoutVariant(variants: readonly BomVariant[], removed: string): BomVariant[] {
  requireVariant(variants, removed)
  return variants.filter(({ code: each }) => each !== removed)
}

/** @throws DomainError `boms.variantNotFound` */
export function requireVariant(variants: readonly BomVariant[], wanted: string): BomVariant {
  const found = variants.find(({ code: each }) => each === wanted)
  if (!found) throw new DomainError('notFound', 'boms.variantNotFound', { code: wanted })
  return found
}

function freeCode(others: readonly BomVariant[], typed: string): string {
  const kept = variantCode(typed)
  if (kept === null) throw new DomainError('invalid', 'boms.variantCodeInvalid')
  if (others.some(({ code: each }) => each === kept)) {
    throw new DomainError('conflict', 'boms.variantTaken', { code: kept })
  }
  return kept
}
