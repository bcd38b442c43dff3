import { and, eq } from 'drizzle-orm'
import { cloudContracts, requirements, specRevisions, specs } from '@/db/schema/specs'
import { bilingual, bilingualOf, otherLanguage, type Language } from '@/server/kernel/bilingual'
import { nextPaperNumber } from '@/server/domains/products/queries/next-paper-number'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import { governedBy } from '../contracts/starter'
import type { CreateSpec } from '../inputs'
import { requireEdit, requireSpec, requireSpecs } from '../queries/access'
import { workingNumber } from '../rules/numbering'
import { positionsAfter } from '../rules/ordering'
import { requirementCode, type RequirementContent } from '../rules/requirement'
import { templateFor } from '../templates'
import { announce } from './announce'
import { insertRequirements } from './insert-requirements'

/**
 * A new specification of a product with its first working revision: empty, from the template of a vertical, or with the
 * requirements of another specification of the same brand. Errors: specs.numberTaken.
 */
export async function createSpec(ctx: MemberCtx, input: CreateSpec): Promise<{ specId: string; revisionId: string }> {
  const access = await requireSpecs(ctx, input.productId)
  requireEdit(access)
  const content = await contentFrom(ctx, access.orgId, input)
  const place = { orgId: access.orgId, productId: access.productId }
  const number = input.number ?? (await freeNumber(ctx, access.productId))
  const [specId, revisionId] = [newId('spec'), newId('specRevision')]
  const name = bilingualOf(ctx.actor.locale, input.name)
  const spec = {
    ...place,
    id: specId,
    number,
    name,
    governingLanguage: input.governingLanguage,
    template: input.from.kind === 'template' ? input.from.vertical : null,
    currentRevisionId: revisionId,
    nextRequirement: content.requirements.length + 1,
  }
  const made = await ctx.db.insert(specs).values(spec).onConflictDoNothing().returning({ id: specs.id })
  if (made.length === 0) throw new DomainError('conflict', 'specs.numberTaken', { number })
  await ctx.db.insert(specRevisions).values({
    ...place,
    id: revisionId,
    specId,
    ordinal: 1,
    number: workingNumber(1),
    createdBy: ctx.actor.userId,
  })
  const positions = positionsAfter(0, content.requirements.length)
  await insertRequirements(
    ctx,
    { ...place, specId, revisionId },
    content.requirements.map((each, index) => ({
      ...each,
      id: newId('requirement'),
      code: requirementCode(index + 1),
      position: positions[index] ?? 0,
    })),
  )
  if (content.contract)
    await ctx.db
      .insert(cloudContracts)
      .values({ ...place, ...content.contract, specId, revisionId, updatedBy: ctx.actor.userId })
  recordAudit(ctx, {
    action: 'specs.createSpec',
    subjectId: specId,
    productId: access.productId,
    orgs: [access.orgId],
    params: { number, nameEn: name.en, nameZh: name.zh, requirements: content.requirements.length },
  })
  await announce(ctx, { type: 'specs.changed', spec, revisionId })
  return { specId, revisionId }
}

type Content = Readonly<{
  requirements: readonly RequirementContent[]
  contract: Pick<typeof cloudContracts.$inferInsert, 'contractVersion' | 'body'> | null
}>

async function contentFrom(
  ctx: MemberCtx,
  orgId: string,
  { from, governingLanguage }: Pick<CreateSpec, 'from' | 'governingLanguage'>,
): Promise<Content> {
  if (from.kind === 'blank') return { requirements: [], contract: null }
  if (from.kind === 'template') return fromTemplate(from, governingLanguage)
  const { spec } = await requireSpec(ctx, from.specId)
  const revisionId = spec.currentRevisionId ?? ''
  const rows = await ctx.db
    .select()
    .from(requirements)
    .where(and(eq(requirements.revisionId, revisionId), eq(requirements.orgId, orgId)))
    .orderBy(requirements.position)
  const [contract] = await ctx.db
    .select({ contractVersion: cloudContracts.contractVersion, body: cloudContracts.body })
    .from(cloudContracts)
    .where(and(eq(cloudContracts.revisionId, revisionId), eq(cloudContracts.orgId, orgId)))
  // Links and files belong to the other product; who answers for it is chosen anew.
  const copied = rows.map((row) => ({ ...row, links: [], attachmentIds: [], ownerId: null }))
  return { requirements: copied, contract: contract ?? null }
}

/** Both languages of a template were written by people; the one that prevails is the source. */
async function fromTemplate(
  { vertical, subVertical }: Extract<CreateSpec['from'], { kind: 'template' }>,
  source: Language,
): Promise<Content> {
  const { requirements: rows, contract } = await templateFor(vertical, subVertical)
  const text = (both: Readonly<Record<Language, string>>) =>
    bilingual(source, both[source], both[otherLanguage(source)])
  return {
    requirements: rows.map(({ title, text: words, condition, ...rest }) => ({
      ...rest,
      title: text(title),
      text: text(words),
      condition: text(condition),
      ownerId: null,
      links: [],
      attachmentIds: [],
    })),
    contract: { contractVersion: contract.version, body: governedBy(source, contract) },
  }
}

/** `WL-20-SPEC-01`, counted on over archived ones. */
const freeNumber = (ctx: MemberCtx, productId: string): Promise<string> =>
  nextPaperNumber(ctx, productId, {
    kind: 'SPEC',
    table: specs,
    column: specs.number,
    among: eq(specs.productId, productId),
  })
