import { and, eq, inArray, ne, or, sql, type SQL } from 'drizzle-orm'
import { boms } from '@/db/schema/boms'
import { designSets } from '@/db/schema/designFiles'
import { firmwareBuilds, firmwareLines } from '@/db/schema/firmware'
import { flashPackages } from '@/db/schema/flashing'
import { members, orgs } from '@/db/schema/orgs'
import { productParties, products } from '@/db/schema/products'
import { goldenPackages, packages } from '@/db/schema/releases'
import { searchDocuments } from '@/db/schema/search'
import { requirements, specs } from '@/db/schema/specs'
import { threads } from '@/db/schema/threads'
import { mayReadBuild } from '@/server/domains/firmware/queries/access'
import { flashPackageShown } from '@/server/domains/flashing/queries/access'
import { packageShown } from '@/server/domains/releases/queries/access'
import { goldenShown } from '@/server/domains/releases/queries/golden-access'
import type { MemberActor } from '@/server/kernel/actor'
import type { MemberCtx } from '@/server/platform/context'

const d = searchDocuments

/**
 * The thing is neither archived nor removed, and the domain it is of shows it to the organisation. Asked beside a row of
 * the parties.
 */
const isThere = (actor: MemberActor): SQL => sql`case ${d.kind}
  when 'product' then true
  when 'bom' then exists (select 1 from ${boms} where ${boms.id} = ${d.subjectId} and ${boms.archivedAt} is null)
  when 'spec' then exists (select 1 from ${specs} where ${specs.id} = ${d.subjectId} and ${specs.archivedAt} is null)
  when 'requirement' then exists (select 1 from ${specs} join ${requirements} on ${requirements.revisionId} = ${specs.currentRevisionId}
    where ${specs.id} = ${d.familyId} and ${specs.archivedAt} is null and ${requirements.requirementId} = ${d.subjectId})
  when 'designSet' then exists (select 1 from ${designSets} where ${designSets.id} = ${d.subjectId} and ${designSets.archivedAt} is null)
  when 'firmwareLine' then exists (select 1 from ${firmwareLines} where ${firmwareLines.id} = ${d.subjectId} and ${firmwareLines.archivedAt} is null)
  when 'firmwareBuild' then exists (select 1 from ${firmwareBuilds} join ${firmwareLines} on ${firmwareLines.id} = ${firmwareBuilds.lineId}
    where ${firmwareBuilds.id} = ${d.subjectId} and ${firmwareLines.archivedAt} is null and ${mayReadBuild})
  when 'flashPackage' then exists (select 1 from ${flashPackages} where ${flashPackages.id} = ${d.subjectId} and ${flashPackageShown(actor)})
  when 'package' then ${d.orgId} = ${actor.member.orgId}
    and exists (select 1 from ${packages} where ${packages.id} = ${d.subjectId} and ${packageShown(actor)})
  when 'golden' then exists (select 1 from ${goldenPackages} where ${goldenPackages.id} = ${d.subjectId} and ${goldenShown(actor)})
  else exists (select 1 from ${threads} where ${threads.id} = ${d.subjectId}) end`

/**
 * The document may be found, judged by the tables it was made from and not by the copy: the organisation works on the
 * product now, has the grant, is the side that was asked, and the thing is there for it. Of a product that was put away
 * the product itself is found, and nothing in it.
 */
function visibleTo(actor: MemberActor): SQL | undefined {
  const { orgId } = actor.member
  const onProduct = sql`exists (select 1 from ${productParties} join ${products} on ${products.id} = ${productParties.productId}
    where ${productParties.productId} = ${d.productId} and ${productParties.orgId} = ${orgId} and ${productParties.state} = 'active'
      and (${products.archivedAt} is null or ${d.kind} = 'product')
      and (${productParties.role} = 'owner' or (${d.requiredGrant} is null or ${d.requiredGrant} = any(${productParties.grants}))
        and (${d.reach} = 'all' or (${d.reach} = 'pair' and ${d.partnerOrgId} = ${orgId})))
      and ${isThere(actor)})`
  const colleague = sql`exists (select 1 from ${members} where ${members.orgId} = ${d.orgId}
    and ${members.userId} = ${d.subjectId} and ${members.state} = 'active')`
  return or(
    and(eq(d.kind, 'person'), or(eq(d.orgId, orgId), sql`${sharedProduct(orgId)} is not null`), colleague),
    and(sql`${d.kind} <> 'person'`, onProduct),
  )
}

/** The newest product that the reader's organisation and that of the document work on now. */
const sharedProduct = (orgId: string): SQL<string | null> =>
  sql<
    string | null
  >`(select ${productParties.productId} from ${productParties} join ${products} on ${products.id} = ${productParties.productId}
    where ${productParties.state} = 'active' and ${productParties.role} <> 'owner' and ${products.archivedAt} is null
      and ((${productParties.ownerOrgId} = ${orgId} and ${productParties.orgId} = ${d.orgId})
        or (${productParties.orgId} = ${orgId} and ${productParties.ownerOrgId} = ${d.orgId}))
    order by ${productParties.productId} desc limit 1)`

/** Of these documents those that the reader may see now. */
export async function findVisible({ db, actor }: MemberCtx, numbers: readonly number[], productId: string | null) {
  if (numbers.length === 0) return []
  const { orgId } = actor.member
  return db
    .select({
      no: d.no,
      kind: d.kind,
      subjectId: d.subjectId,
      familyId: d.familyId,
      productId: sql<string | null>`coalesce(${d.productId}, ${sharedProduct(orgId)})`,
      productCode: products.code,
      code: d.code,
      title: d.title,
      /** The factory that a package of the brand is for: each has numbers of its own. */
      factory: { en: orgs.legalNameEn, zh: orgs.legalNameZh },
      updatedAt: d.updatedAt,
      archived: sql<boolean>`${products.archivedAt} is not null`,
    })
    .from(d)
    .leftJoin(products, eq(products.id, d.productId))
    .leftJoin(orgs, and(eq(orgs.id, d.partnerOrgId), ne(orgs.id, orgId), inArray(d.kind, ['flashPackage', 'golden'])))
    .where(and(oneOf(numbers), visibleTo(actor), productId === null ? undefined : eq(d.productId, productId)))
}

/** As one parameter, so that the statement is the same however many there are, and planned once. */
export const oneOf = (numbers: readonly number[]): SQL => sql`${d.no} = any(${sql.param([...numbers])}::bigint[])`
