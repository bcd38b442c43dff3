import { and, eq } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { ndaAcceptances, products } from '@/db/schema/products'
import { specReviews } from '@/db/schema/specs'
import { exportRevision } from '@/server/domains/boms/queries/downloads'
import { specPdf } from '@/server/domains/specs/exchange/pdf'
import type { SpecDocument } from '@/server/domains/specs/exchange/spec-document'
import { getDocument } from '@/server/domains/specs/queries/documents'
import { canBeMailed } from '@/server/domains/notifications/rules'
import type { MemberActor } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import type { PackageRow } from '../queries/access'
import { filesOf } from '../queries/in-force'
import type { ReadmeFacts } from '../rules/readme'
import { goesIn } from '../rules/recipe'

/** A file on its way into a package: stored already, or to be written. */
export type Ingredient = Readonly<{ folder: string; name: string }> &
  Readonly<{ sha256: string; size: number } | { write: () => Promise<Uint8Array> }>
export type Collected = Readonly<{ ingredients: readonly Ingredient[]; facts: Omit<ReadmeFacts, 'items'> }>

/**
 * Who reads what goes into a package: somebody of the brand with the least rights there are. So no price leaves, whoever
 * asked for it.
 */
export const packer = ({ orgId, madeBy }: PackageRow): MemberActor => ({
  userId: madeBy,
  sessionId: '',
  locale: 'en',
  timeZone: 'UTC',
  member: { orgId, role: 'viewer', orgKind: 'brand' },
})

/** Everything a package is made of, as it stood when it was asked for. Files are named here and read later. */
export async function collect(ctx: MemberCtx, row: PackageRow): Promise<Collected> {
  const { set, bom, spec } = row.sources
  const files = set === null ? [] : await filesOf(ctx, set.revisionId)
  const design = files
    .filter((file) => goesIn(file, row.parts))
    .map(({ kind, name, sha256, size }) => ({ folder: folders[kind], name, sha256, size }))
  const table =
    bom === null ? null : await exportRevision(ctx, { revisionId: bom.revisionId, format: 'bilingual', language: 'en' })
  const paper = spec === null ? null : await documentFor(ctx, row, spec.revisionId)
  return {
    ingredients: [
      ...design,
      ...(table === null ? [] : [{ folder: 'bom', name: table.fileName, write: () => Promise.resolve(table.body) }]),
      ...(paper === null
        ? []
        : [{ folder: 'specification', name: paper.fileName, write: () => specPdf(paper.document) }]),
    ],
    facts: await factsOf(ctx, row),
  }
}

/** Folders inside a package, in words every program can write. */
const folders = {
  schematic: 'schematic',
  layout: 'layout',
  fabrication: 'fabrication',
  placement: 'placement',
  model: 'models',
  drawing: 'drawings',
  artwork: 'artwork',
  testPlan: 'test-plan',
  other: 'other',
} as const

/** A specification on paper. A factory that signed it is named to itself alone. */
async function documentFor(
  ctx: MemberCtx,
  { partnerOrgId }: PackageRow,
  revisionId: string,
): Promise<Readonly<{ document: SpecDocument; fileName: string }>> {
  const { document, fileName } = await getDocument(ctx, revisionId)
  const [review] = await ctx.db
    .select({ partnerOrgId: specReviews.partnerOrgId })
    .from(specReviews)
    .where(eq(specReviews.revisionId, revisionId))
  const signer = review?.partnerOrgId ?? null
  if (signer === null || signer === partnerOrgId) return { document, fileName }
  const signatures = document.signatures.filter(({ side }) => side === 'brand')
  return { document: { ...document, partner: null, signatures, zones: document.zones.slice(0, 1) }, fileName }
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

async function factsOf(ctx: MemberCtx, row: PackageRow): Promise<Collected['facts']> {
  const { number, kind, recipient, sources, askedAt, productId, orgId, madeBy } = row
  const [about] = await ctx.db
    .select({
      product: { code: products.code, name: products.name },
      brand: { en: orgs.legalNameEn, zh: orgs.legalNameZh },
    })
    .from(products)
    .innerJoin(orgs, eq(orgs.id, products.orgId))
    .where(and(eq(products.id, productId), eq(products.orgId, orgId)))
  const [maker] = await ctx.db
    .select({ en: users.displayNameEn, zh: users.displayNameZh, mail: users.email })
    .from(users)
    .where(eq(users.id, madeBy))
  if (!about || !maker) throw new DomainError('notFound', 'releases.packageNotFound')
  const { product, brand } = about
  return {
    ...{ number, day: dayOf(askedAt), kind, recipient, product, sources },
    brand: { en: brand.en || brand.zh, zh: brand.zh || brand.en },
    maker: {
      ...{ en: maker.en || maker.zh, zh: maker.zh || maker.en },
      mail: canBeMailed(maker.mail) ? maker.mail : '',
    },
    nda: await ndaOf(ctx, row),
  }
}

/** The last undertaking of the partner it is for. */
async function ndaOf(ctx: MemberCtx, { partnerOrgId, productId }: PackageRow): Promise<ReadmeFacts['nda']> {
  if (partnerOrgId === null) return null
  const rows = await asSystem(ctx, () =>
    ctx.db
      .select({ version: ndaAcceptances.ndaVersion, at: ndaAcceptances.acceptedAt })
      .from(ndaAcceptances)
      .where(and(eq(ndaAcceptances.productId, productId), eq(ndaAcceptances.orgId, partnerOrgId)))
      .orderBy(ndaAcceptances.acceptedAt),
  )
  const last = rows.at(-1)
  return last ? { version: last.version, day: dayOf(last.at) } : null
}
