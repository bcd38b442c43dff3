import { and, eq, inArray } from 'drizzle-orm'
import { members, orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { products } from '@/db/schema/products'
import { bilingual, type BilingualText } from '@/server/kernel/bilingual'
import type { MemberCtx } from '@/server/platform/context'
import { parseContract } from '../contracts/schema'
import { sayBoth } from '../exchange/pdf'
import { printedContract } from '../exchange/printed-contract'
import type { Both, PrintedRevision, SpecDocument } from '../exchange/spec-document'
import type { ExportedSpec } from '../exchange/xlsx'
import { headOf } from '../rules/head'
import { slotOf } from '../rules/sign-off'
import { knownTo, requireSpecRevision, type SpecRevisionRow } from './access'
import { getRevision, getSpec } from './get-spec'
import { readRequirements } from './requirements'

type Named = Readonly<{ displayNameEn: string | null; displayNameZh: string | null }>
const personBoth = ({ displayNameEn, displayNameZh }: Named): Both => ({
  en: displayNameEn || displayNameZh || '',
  zh: displayNameZh || displayNameEn || '',
})
const orgBoth = (org: Readonly<{ legalNameEn: string; legalNameZh: string }> | null | undefined): Both | null =>
  org ? { en: org.legalNameEn || org.legalNameZh, zh: org.legalNameZh || org.legalNameEn } : null
const written = (text: BilingualText | null | undefined): BilingualText => text ?? bilingual('en', '')

/** What a revision is called on a file: `A (0.4)`, or `0.3`. */
export const revisionLabel = ({ number, letter }: Pick<SpecRevisionRow, 'number' | 'letter'>): string =>
  letter === null ? number : `${letter} (${number})`

/** All that a revision says on paper, as this reader may see it, with the name of its file. */
export async function getDocument(
  ctx: MemberCtx,
  revisionId: string,
): Promise<{ document: SpecDocument; fileName: string }> {
  const { revision, spec } = await requireSpecRevision(ctx, revisionId)
  const [view, shown] = [await getSpec(ctx, { specId: spec.id }), await getRevision(ctx, { revisionId })]
  const [product] = await ctx.db
    .select({ code: products.code, name: products.name })
    .from(products)
    .where(eq(products.id, spec.productId))
  const head = headOf(spec, revision)
  const partnerOrgId = shown.review?.partnerOrgId ?? null
  const parties = await ctx.db
    .select({ id: orgs.id, legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh, timeZone: orgs.timeZone })
    .from(orgs)
    .where(inArray(orgs.id, [spec.orgId, ctx.actor.member.orgId, ...(partnerOrgId ? [partnerOrgId] : [])]))
  const orgOf = (id: string | null) => parties.find((party) => party.id === id) ?? null
  const printed = (each: (typeof view.revisions)[number]): PrintedRevision => ({
    number: each.number,
    letter: each.letter,
    state: each.state,
    at: each.releasedAt ?? each.createdAt,
    note: written(each.note),
  })
  const history = view.revisions.filter(({ ordinal }) => ordinal <= revision.ordinal).map(printed)
  const contract = shown.contract ? parseContract(shown.contract.body) : null
  const document: SpecDocument = {
    number: head.number,
    name: written(head.name),
    productCode: product?.code ?? '',
    productName: written(product?.name),
    governingLanguage: head.governingLanguage,
    owner: orgBoth(orgOf(spec.orgId)) ?? { en: '', zh: '' },
    partner: orgBoth(orgOf(partnerOrgId)),
    revision: {
      number: revision.number,
      letter: revision.letter,
      state: revision.state,
      at: revision.releasedAt ?? revision.createdAt,
      note: written(revision.note),
      releasedAt: revision.releasedAt,
      reason: written(shown.reason),
    },
    contentHash: revision.contentHash,
    history,
    requirements: await readRequirements(ctx, revisionId),
    contract: contract?.ok ? printedContract(contract.contract, await sayBoth()) : null,
    signatures: (shown.review?.requiredSignatures ?? []).map((required) => {
      const given = shown.signatures.find(({ slot }) => slot === slotOf(required))
      return {
        ...required,
        signed: given
          ? {
              name: personBoth(given.signer),
              org: orgBoth(given.org) ?? { en: '', zh: '' },
              at: given.signedAt,
              contentHash: given.contentHash,
            }
          : null,
      }
    }),
    zones: [
      ...new Set([spec.orgId, partnerOrgId ?? ctx.actor.member.orgId].flatMap((id) => orgOf(id)?.timeZone ?? [])),
    ],
    printedAt: null,
  }
  return { document, fileName: `${head.number} ${revisionLabel(revision)}.pdf` }
}

/** A revision as a workbook holds it, with the addresses of owners: a factory is told those of the brand and its own. */
export async function getExportedSpec(
  ctx: MemberCtx,
  revisionId: string,
): Promise<{ spec: ExportedSpec; fileName: string }> {
  const { revision, spec, access } = await requireSpecRevision(ctx, revisionId)
  const requirements = await readRequirements(ctx, revisionId)
  const ownerIds = [...new Set(requirements.flatMap(({ ownerId }) => ownerId ?? []))]
  const owners =
    ownerIds.length === 0
      ? []
      : await ctx.db
          .selectDistinct({ id: users.id, email: users.email })
          .from(users)
          .innerJoin(members, eq(members.userId, users.id))
          .where(and(inArray(users.id, ownerIds), knownTo(ctx, access)))
  const label = revisionLabel(revision)
  const { number } = headOf(spec, revision)
  return {
    spec: {
      specId: spec.id,
      number,
      revision: label,
      state: revision.state,
      requirements,
      mails: new Map(owners.map(({ id, email }) => [id, email])),
    },
    fileName: `${number} ${label}.xlsx`,
  }
}
