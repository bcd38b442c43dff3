import type { Bom } from './types'

/** What is built, as the address of a page says it. */
export type Build = Readonly<{ revisionId: string; quantity: string; variant: string | null }>

export const usualQuantity = '1000'

/** A whole number of devices; digits of a Chinese keyboard and thousands separators are understood. */
export const readQuantity = (typed: string): string | null => {
  const plain = typed.normalize('NFKC').replace(/[\s,]/g, '').replace(/^0+/, '')
  return /^\d{1,9}$/.test(plain) ? plain : null
}

type Asked = Readonly<{ revision?: string | null; quantity?: string | null; variant?: string | null }>

/** What an address asks to be built; the newest revision, a thousand, every line where it does not say. */
export function buildFrom(
  bom: Pick<Bom, 'currentRevisionId' | 'revisions'>,
  { revision, quantity, variant }: Asked,
): Build | null {
  const found = bom.revisions.find(({ id }) => id === (revision ?? bom.currentRevisionId)) ?? bom.revisions[0]
  if (!found) return null
  return { revisionId: found.id, quantity: readQuantity(quantity ?? '') ?? usualQuantity, variant: variant || null }
}
