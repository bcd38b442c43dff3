import { eq } from 'drizzle-orm'
import { cloudContracts } from '@/db/schema/specs'
import type { MemberCtx } from '@/server/platform/context'
import type { Classification } from '../contracts/changes'
import { compareContracts } from '../contracts/compatibility'
import type { CloudContract } from '../contracts/contract'
import type { Problem } from '../contracts/problems'
import { parseContract } from '../contracts/schema'
import { validateContract } from '../contracts/validate'
import { checkDeclaredVersion, requiredVersion, type VersionProblem } from '../contracts/versioning'
import type { CheckContract } from '../inputs'
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

async function readContract({ db }: MemberCtx, revisionId: string): Promise<CloudContract | null> {
  const [row] = await db
    .select({ body: cloudContracts.body })
    .from(cloudContracts)
    .where(eq(cloudContracts.revisionId, revisionId))
  const parsed = row ? parseContract(row.body) : null
  return parsed?.ok ? parsed.contract : null
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
  const contract = await readContract(ctx, revision.id)
  if (contract === null) return null
  const isReleased = spec.releasedRevisionId === null || spec.releasedRevisionId === revision.id
  return standing(contract, isReleased ? null : await readContract(ctx, spec.releasedRevisionId ?? ''))
}

/** A contract as an editor has it now: what is wrong with it, and what it would change. Nothing is stored. */
export async function checkContract(ctx: MemberCtx, { revisionId, contract }: CheckContract) {
  const { revision, spec } = await requireSpecRevision(ctx, revisionId)
  const checked = validateContract(contract)
  const problems: readonly Problem[] = checked.ok ? [] : checked.problems
  if (!checked.ok) return { problems, standing: null }
  const isReleased = spec.releasedRevisionId === null || spec.releasedRevisionId === revision.id
  const released = isReleased ? null : await readContract(ctx, spec.releasedRevisionId ?? '')
  return { problems, standing: standing(checked.contract, released) }
}
