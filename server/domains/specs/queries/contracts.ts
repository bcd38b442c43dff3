import { eq } from 'drizzle-orm'
import { products } from '@/db/schema/products'
import { cloudContracts } from '@/db/schema/specs'
import { verticalNames } from '@/server/domains/products/rules'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { Classification } from '../contracts/changes'
import { compareContracts } from '../contracts/compatibility'
import { contractFileName, type CloudContract } from '../contracts/contract'
import type { Problem } from '../contracts/problems'
import { parseContract } from '../contracts/schema'
import { governedBy } from '../contracts/starter'
import { validateContract } from '../contracts/validate'
import { checkDeclaredVersion, requiredVersion, type VersionProblem } from '../contracts/versioning'
import type { CheckContract } from '../inputs'
import { headOf } from '../rules/head'
import { exampleContract, templateFor } from '../templates'
import { requireSpecRevision, type SpecRevisionRow, type SpecRow } from './access'

/** What a contract changes against the one in force, and whether its version says so. */
export type ContractStanding = Readonly<{
  version: string
  /** Version of the contract in force; null before the first release, when nothing can break. */
  released: string | null
  change: Classification | null
  requiredVersion: string | null
  versionProblem: VersionProblem | null
}>

/** A contract as it is stored; `version` counts its edits in this revision. */
export type StoredContract = Readonly<{ contract: CloudContract; version: number }>

/** The contract of a revision whose access is proven; null where it has none. */
export async function readContract({ db }: MemberCtx, revisionId: string): Promise<StoredContract | null> {
  const [row] = await db
    .select({ body: cloudContracts.body, version: cloudContracts.version })
    .from(cloudContracts)
    .where(eq(cloudContracts.revisionId, revisionId))
  const parsed = row ? parseContract(row.body) : null
  return row && parsed?.ok ? { contract: parsed.contract, version: row.version } : null
}

/** The contract a revision is judged against: the one in force, unless the revision is in force itself. */
async function readReleased(
  ctx: MemberCtx,
  { releasedRevisionId }: Pick<SpecRow, 'releasedRevisionId'>,
  { id }: Pick<SpecRevisionRow, 'id'>,
): Promise<CloudContract | null> {
  if (releasedRevisionId === null || releasedRevisionId === id) return null
  return (await readContract(ctx, releasedRevisionId))?.contract ?? null
}

function standing(contract: CloudContract, released: CloudContract | null): ContractStanding {
  const { version } = contract
  if (released === null) return { version, released: null, change: null, requiredVersion: null, versionProblem: null }
  const change = compareContracts(released, contract)
  return {
    version,
    released: released.version,
    change,
    requiredVersion: requiredVersion(released.version, change),
    versionProblem: checkDeclaredVersion(released.version, version, change),
  }
}

/** How the contract of a revision compares with the one in force; null where it has none. */
export async function compareWithReleased(
  ctx: MemberCtx,
  spec: Pick<SpecRow, 'releasedRevisionId'>,
  revision: Pick<SpecRevisionRow, 'id'>,
): Promise<ContractStanding | null> {
  const stored = await readContract(ctx, revision.id)
  return stored && standing(stored.contract, await readReleased(ctx, spec, revision))
}

/** The contract of a revision, and how it compares with the one in force; null where it has none. */
export async function getContract(ctx: MemberCtx, { revisionId }: Readonly<{ revisionId: string }>) {
  const { revision, spec } = await requireSpecRevision(ctx, revisionId)
  const stored = await readContract(ctx, revision.id)
  return stored && { ...stored, standing: standing(stored.contract, await readReleased(ctx, spec, revision)) }
}
export type ContractView = NonNullable<Awaited<ReturnType<typeof getContract>>>

/** What a first contract may begin with: that of the product's vertical, or a small one. In the governing language. */
export async function getContractStarter(ctx: MemberCtx, { revisionId }: Readonly<{ revisionId: string }>) {
  const { spec } = await requireSpecRevision(ctx, revisionId)
  const [product] = await ctx.db
    .select({ vertical: products.vertical, subVertical: products.subVertical })
    .from(products)
    .where(eq(products.id, spec.productId))
  const vertical = verticalNames.find((name) => name === product?.vertical)
  if (!product || !vertical) throw new DomainError('notFound', 'specs.revisionNotFound')
  const template = (await templateFor(vertical, product.subVertical)).contract
  return {
    vertical,
    template: governedBy(spec.governingLanguage, template),
    example: governedBy(spec.governingLanguage, await exampleContract()),
  }
}

/**
 * The contracts of two revisions of one specification, and what the later one changes for devices in the field; `change`
 * is null where one has none. Errors: specs.revisionNotFound.
 */
export async function diffContracts(ctx: MemberCtx, { before, after }: Readonly<{ before: string; after: string }>) {
  const [older, newer] = [await requireSpecRevision(ctx, before), await requireSpecRevision(ctx, after)]
  if (older.spec.id !== newer.spec.id) throw new DomainError('notFound', 'specs.revisionNotFound')
  const [from, to] = [await readContract(ctx, before), await readContract(ctx, after)]
  return {
    before: from?.contract ?? null,
    after: to?.contract ?? null,
    change: from && to ? compareContracts(from.contract, to.contract) : null,
  }
}
export type ContractDifference = Awaited<ReturnType<typeof diffContracts>>

/** The contract of a revision as a file, for programs. Errors: specs.contractNotFound. */
export async function contractFile(
  ctx: MemberCtx,
  revisionId: string,
): Promise<{ fileName: string; type: string; body: Buffer }> {
  const { revision, spec } = await requireSpecRevision(ctx, revisionId)
  const stored = await readContract(ctx, revision.id)
  if (!stored) throw new DomainError('notFound', 'specs.contractNotFound')
  const { contract } = stored
  return {
    fileName: contractFileName(headOf(spec, revision).number, revision.letter ?? revision.number, contract.version),
    type: 'application/json; charset=utf-8',
    body: Buffer.from(`${JSON.stringify(contract, null, 2)}\n`),
  }
}

/** A contract as an editor has it now: what is wrong with it, and what it would change. Nothing is stored. */
export async function checkContract(ctx: MemberCtx, { revisionId, contract }: CheckContract) {
  const { revision, spec } = await requireSpecRevision(ctx, revisionId)
  const checked = validateContract(contract)
  const problems: readonly Problem[] = checked.ok ? [] : checked.problems
  if (!checked.ok) return { problems, standing: null }
  return { problems, standing: standing(checked.contract, await readReleased(ctx, spec, revision)) }
}
export type ContractCheck = Awaited<ReturnType<typeof checkContract>>
