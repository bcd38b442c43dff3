import { createHash } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import { changeDispositions, changeImpacts, changeItems, changeSignatures } from '@/db/schema/changes'
import { contentHash } from '@/server/domains/boms/queries/content-hash'
import { canonicalJson } from '@/server/kernel/canonical-json'
import type { BilingualText } from '@/server/kernel/bilingual'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import type { Disposition } from '../rules/disposition'
import type { ChangeRow } from './access'

const sha256 = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex')
/** What binds of a text: a translation changes no content. */
const bound = (text: BilingualText) => ({ source: text.source, text: text[text.source] })

export const readItems = ({ db }: MemberCtx, changeId: string) =>
  db.select().from(changeItems).where(eq(changeItems.changeId, changeId)).orderBy(asc(changeItems.ordinal))

export const readImpacts = ({ db }: MemberCtx, changeId: string) =>
  db.select().from(changeImpacts).where(eq(changeImpacts.changeId, changeId)).orderBy(asc(changeImpacts.id))

export const readSignatures = ({ db }: MemberCtx, changeId: string) =>
  db.select().from(changeSignatures).where(eq(changeSignatures.changeId, changeId)).orderBy(asc(changeSignatures.id))

export type ItemRow = Awaited<ReturnType<typeof readItems>>[number]
export type ImpactRow = Awaited<ReturnType<typeof readImpacts>>[number]
export type SignatureRow = Awaited<ReturnType<typeof readSignatures>>[number]

/** The plan's rows in the order they were written, quantities without trailing zeros. */
export async function readDispositions({ db }: MemberCtx, changeId: string): Promise<Disposition[]> {
  const rows = await db
    .select()
    .from(changeDispositions)
    .where(eq(changeDispositions.changeId, changeId))
    .orderBy(asc(changeDispositions.ordinal))
  return rows.map(({ bucket, action, quantity, unitCostMicros, currency, payer, dueOn }) => ({
    ...{ bucket, action, unitCostMicros, currency, payer, dueOn },
    quantity: plain(quantity),
  }))
}

/** `12.5` for `12.500000`. */
const plain = (text: string): string => (text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text)

/**
 * sha256 of what a change does, hex: what approvals bind to. Covers the draft of the BOM as it is built, the listed
 * items, the class and the words that bind. Whoever may see the change may know it; the BOM is read past row-level
 * security, so that both sides get the same one.
 */
export async function changeHash(ctx: MemberCtx, change: ChangeRow): Promise<string> {
  const items = await readItems(ctx, change.id)
  const { revisionId } = change
  const bom = revisionId === null ? null : await asSystem(ctx, () => contentHash(ctx, revisionId))
  return sha256({
    change: change.id,
    class: change.changeClass,
    kind: change.kind,
    reason: change.reasonCode,
    deviation: change.emergency ? change.deviationLot : null,
    title: bound(change.title),
    words: bound(change.reason),
    bomId: change.bomId,
    baseRevisionId: change.baseRevisionId,
    bom,
    items: items.map(({ kind, name, before, after }) => ({ kind, name: bound(name), before, after })),
  })
}

/** sha256 of a plan, hex: what both sides agree to. Empty while there is none. */
export const planHash = (change: ChangeRow, dispositions: readonly Disposition[]): string =>
  change.effectivity === null
    ? ''
    : sha256({ change: change.id, content: change.approvedHash, effectivity: change.effectivity, dispositions })
