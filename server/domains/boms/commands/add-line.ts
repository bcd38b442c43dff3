import { bomLines } from '@/db/schema/boms'
import { bilingual } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { bomLineRefs } from '@/db/schema/boms'
import type { AddLine } from '../inputs'
import { editLine, placementsOf, type EditableLine } from '../rules/edit-line'
import { labelOf } from '../rules/line-state'
import { insertLines } from '../rules/outline'
import { countLines, dropOrders, flagDuplicates, noteEdit, readOutline, requireDraft, writeOutline } from './draft'
import { refRowsOf, requireColleagues, searchOf } from './edit-lines'

/** Lines a revision may have; the importer reads no more either. */
export const mostLines = 60_000

/** Adds a line to a draft behind or under another one, or at the end, with what is known of it so far. */
export async function addLine(ctx: MemberCtx, input: AddLine): Promise<{ lineId: string }> {
  const draft = await requireDraft(ctx, input.revisionId)
  const { revision } = draft
  if (!draft.access.prices && input.patch.price !== undefined)
    throw new DomainError('forbidden', 'products.grantNeeded', { grant: 'prices' })
  if (revision.lineCount >= mostLines) throw new DomainError('invalid', 'boms.tooManyLines', { most: mostLines })
  await requireColleagues(ctx, draft, [input])
  const lineId = newId('bomLine')
  const outline = insertLines(await readOutline(ctx, draft), [lineId], input.place)
  if (!outline) throw new DomainError('notFound', 'boms.lineNotFound')
  const typed = editLine(blank(ctx.actor.locale), input.patch, { userId: ctx.actor.userId, at: ctx.now() })
  const { references, unitPriceMicros, notFitted, flags, ...cells } = typed
  await ctx.db.insert(bomLines).values({
    ...cells,
    id: lineId,
    key: lineId,
    orgId: revision.orgId,
    productId: revision.productId,
    bomId: revision.bomId,
    revisionId: revision.id,
    // Behind all of them until the outline says where.
    position: outline.length,
    refCount: references.length,
    attributes: {},
    alternates: [],
    extra: {},
    raw: {},
    notFitted: [...notFitted],
    flags: [...flags],
    unitPriceMicros: unitPriceMicros === null ? null : BigInt(unitPriceMicros),
    searchText: searchOf(revision.source?.columns ?? [], { alternates: [], extra: {} }, typed),
  })
  if (references.length > 0) await ctx.db.insert(bomLineRefs).values(refRowsOf(revision, lineId, references))
  await writeOutline(ctx, draft, outline)
  await flagDuplicates(
    ctx,
    draft,
    references.map(({ ref }) => ref),
  )
  await dropOrders(ctx, draft, 'all')
  await countLines(ctx, draft, { lines: 1, placements: placementsOf(typed) })
  await noteEdit(ctx, draft, 'boms.addLine', { line: labelOf({ ...typed, position: outline.length }) })
  return { lineId }
}

/** A line about which nothing is known yet. */
const blank = (language: 'en' | 'zh'): EditableLine => ({
  lineNo: '',
  section: '',
  uom: '',
  ipn: '',
  cpn: '',
  name: '',
  mpn: '',
  manufacturer: '',
  supplier: '',
  supplierPart: '',
  value: '',
  footprint: '',
  package: '',
  mount: '',
  side: '',
  note: '',
  refs: '',
  references: [],
  quantity: null,
  description: bilingual(language, ''),
  dnp: false,
  excludeFromBom: false,
  usage: 'normal',
  suppliedBy: 'factory',
  notFitted: [],
  attritionPct: null,
  attritionExtra: null,
  packMultiple: null,
  partId: null,
  ownerId: null,
  dueOn: null,
  unitPriceMicros: null,
  unitPriceCurrency: null,
  flags: [],
})
