import { and, asc, eq, isNotNull } from 'drizzle-orm'
import { bomRevisions, boms } from '@/db/schema/boms'
import { designRevisions } from '@/db/schema/designFiles'
import { cloudContracts, specRevisions, specs } from '@/db/schema/specs'
import { compareContracts } from '@/server/domains/specs/contracts/compatibility'
import { parseContract } from '@/server/domains/specs/contracts/schema'
import type { AnyCtx } from '@/server/platform/context'
import type { PromotionFacts } from '../rules/promotion'
import type { FirmwareLineRow } from './access'

/** What the product around a line has released, as the brand sees it. */
export type LineFacts = Pick<PromotionFacts, 'boards' | 'bom' | 'contract'>

export async function readLineFacts(
  ctx: AnyCtx,
  { boardSetId, bomId, specId }: Pick<FirmwareLineRow, 'boardSetId' | 'bomId' | 'specId'>,
): Promise<LineFacts> {
  return {
    boards: boardSetId === null ? null : await releasedBoards(ctx, boardSetId),
    bom: bomId === null ? null : await releasedBom(ctx, bomId),
    contract: specId === null ? null : await releasedContracts(ctx, specId),
  }
}

const given = (letters: readonly Readonly<{ letter: string | null }>[]): string[] =>
  letters.flatMap(({ letter }) => letter ?? [])

const releasedBoards = async ({ db }: AnyCtx, setId: string): Promise<string[]> =>
  given(
    await db
      .select({ letter: designRevisions.letter })
      .from(designRevisions)
      .where(and(eq(designRevisions.setId, setId), isNotNull(designRevisions.letter)))
      .orderBy(asc(designRevisions.ordinal)),
  )

async function releasedBom({ db }: AnyCtx, bomId: string): Promise<LineFacts['bom']> {
  const [bom] = await db.select({ inForce: boms.releasedLetter }).from(boms).where(eq(boms.id, bomId))
  const revisions = await db
    .select({ letter: bomRevisions.letter, variants: bomRevisions.variants })
    .from(bomRevisions)
    .where(and(eq(bomRevisions.bomId, bomId), isNotNull(bomRevisions.letter)))
    .orderBy(asc(bomRevisions.ordinal))
  return {
    letters: given(revisions),
    inForce: bom?.inForce ?? null,
    variants: [...new Set(revisions.flatMap(({ variants }) => variants.map(({ code }) => code)))],
  }
}

/** Of two releases that carry one version the later one counts. A contract that cannot be read any more breaks nothing. */
async function releasedContracts({ db }: AnyCtx, specId: string): Promise<LineFacts['contract']> {
  const [spec] = await db.select({ inForce: specs.releasedRevisionId }).from(specs).where(eq(specs.id, specId))
  const rows = await db
    .select({ revisionId: specRevisions.id, body: cloudContracts.body })
    .from(specRevisions)
    .innerJoin(cloudContracts, eq(cloudContracts.revisionId, specRevisions.id))
    .where(and(eq(specRevisions.specId, specId), isNotNull(specRevisions.letter)))
    .orderBy(asc(specRevisions.ordinal))
  const contracts = rows.flatMap(({ revisionId, body }) => {
    const parsed = parseContract(body)
    return parsed.ok ? [{ revisionId, contract: parsed.contract }] : []
  })
  const byVersion = new Map(contracts.map(({ contract }) => [contract.version, contract]))
  const current = contracts.find(({ revisionId }) => revisionId === spec?.inForce)?.contract ?? null
  const broken = [...byVersion.values()].filter(
    (contract) => current !== null && compareContracts(contract, current).level === 'breaking',
  )
  return {
    inForce: current?.version ?? null,
    released: [...byVersion.keys()],
    broken: broken.map(({ version }) => version),
  }
}
