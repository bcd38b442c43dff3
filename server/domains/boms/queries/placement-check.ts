import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { bomLineRefs, bomLines, bomPlacementFiles, bomRevisions } from '@/db/schema/boms'
import { users } from '@/db/schema/people'
import { translator } from '@/locales/translator'
import type { Language } from '@/server/kernel/bilingual'
import { csvType } from '@/server/kernel/csv'
import { csvFile } from '@/server/kernel/csv-file'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import {
  checkPlacements,
  placementIssueKinds,
  type PlacedLine,
  type PlacementIssueKind,
} from '../placements/check-placements'
import type { placementCheckInput } from '../rules/matching-inputs'
import { revisionName } from '@/server/kernel/revision-number'
import { requireBom, type BomAccess } from './access'
import type { Download } from './downloads'

const mostFiles = 50
/** Issues that are sent to a screen; the report holds all. */
const mostIssues = 1_000

/**
 * The pick-and-place files beside a BOM, and what one of them (the newest) says that a revision (the newest) does not,
 * both ways.
 */
export async function getPlacementCheck(ctx: MemberCtx, input: z.output<typeof placementCheckInput>) {
  const { bom, access } = await requireBom(ctx, input.bomId)
  const files = await ctx.db
    .select({
      id: bomPlacementFiles.id,
      fileName: bomPlacementFiles.fileName,
      count: sql<number>`jsonb_array_length(${bomPlacementFiles.rows})`,
      createdAt: bomPlacementFiles.createdAt,
      by: { displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh },
    })
    .from(bomPlacementFiles)
    .leftJoin(users, eq(users.id, bomPlacementFiles.createdBy))
    .where(and(eq(bomPlacementFiles.bomId, bom.id), eq(bomPlacementFiles.productId, access.productId)))
    .orderBy(desc(bomPlacementFiles.createdAt), desc(bomPlacementFiles.id))
    .limit(mostFiles)
  const fileId = input.fileId ?? files[0]?.id ?? null
  const common = { files, mayUpload: access.write }
  if (fileId === null) return { ...common, check: null }
  const check = await checkFile(ctx, { bom, access, fileId, revisionId: input.revisionId ?? null })
  const counts = Object.fromEntries(placementIssueKinds.map((kind) => [kind, 0])) as Record<PlacementIssueKind, number>
  for (const { kind } of check.issues) counts[kind] += 1
  return {
    ...common,
    check: {
      ...{ fileId, revisionId: check.revision.id, revision: revisionName(check.revision) },
      ...{ placed: check.rows.length, counts, total: check.issues.length },
      issues: check.issues.slice(0, mostIssues),
    },
  }
}

type Asked = Readonly<{
  bom: Readonly<{ id: string; currentRevisionId: string | null }>
  access: BomAccess
  fileId: string
  revisionId: string | null
}>

async function checkFile({ db }: MemberCtx, { bom, access, fileId, revisionId }: Asked) {
  const [file] = await db
    .select()
    .from(bomPlacementFiles)
    .where(
      and(
        eq(bomPlacementFiles.id, fileId),
        eq(bomPlacementFiles.bomId, bom.id),
        eq(bomPlacementFiles.productId, access.productId),
      ),
    )
  if (!file) throw new DomainError('notFound', 'boms.placementFileNotFound')
  const [revision] = await db
    .select({ id: bomRevisions.id, number: bomRevisions.number, letter: bomRevisions.letter })
    .from(bomRevisions)
    .where(
      and(
        eq(bomRevisions.id, revisionId ?? bom.currentRevisionId ?? ''),
        eq(bomRevisions.bomId, bom.id),
        eq(bomRevisions.productId, access.productId),
      ),
    )
  if (!revision) throw new DomainError('notFound', 'boms.revisionNotFound')
  const lines = await readPlaced({ db }, revision.id, access.productId)
  return { file, revision, rows: file.rows, issues: checkPlacements(file.rows, lines) }
}

async function readPlaced({ db }: Pick<MemberCtx, 'db'>, revisionId: string, productId: string): Promise<PlacedLine[]> {
  const rows = await db
    .select({
      id: bomLines.id,
      position: bomLines.position,
      mount: bomLines.mount,
      side: bomLines.side,
      dnp: bomLines.dnp,
      excludeFromBom: bomLines.excludeFromBom,
      ref: bomLineRefs.ref,
      refDnp: bomLineRefs.dnp,
    })
    .from(bomLineRefs)
    .innerJoin(bomLines, eq(bomLines.id, bomLineRefs.lineId))
    .where(and(eq(bomLineRefs.revisionId, revisionId), eq(bomLineRefs.productId, productId)))
    .orderBy(asc(bomLines.position), asc(bomLineRefs.ordinal))
  const byLine = new Map<string, PlacedLine & { refs: { ref: string; dnp: boolean }[] }>()
  for (const { ref, refDnp, ...line } of rows) {
    const known = byLine.get(line.id)
    const each = { ref, dnp: refDnp }
    if (known) known.refs.push(each)
    else byLine.set(line.id, { ...line, refs: [each] })
  }
  return [...byLine.values()]
}

/** Everything that does not agree, a record each, in the reader's language. */
export async function placementReport(
  ctx: MemberCtx,
  { fileId, revisionId, language }: Readonly<{ fileId: string; revisionId: string | null; language: Language }>,
): Promise<Download> {
  const [found] = await ctx.db
    .select({ bomId: bomPlacementFiles.bomId })
    .from(bomPlacementFiles)
    .where(eq(bomPlacementFiles.id, fileId))
  if (!found) throw new DomainError('notFound', 'boms.placementFileNotFound')
  const { bom, access } = await requireBom(ctx, found.bomId)
  const { file, revision, issues } = await checkFile(ctx, { bom, access, fileId, revisionId })
  const t = await translator(language)
  const heading = (['ref', 'row', 'line', 'issue', 'sentence'] as const).map((key) => t(`boms:pnp.report.${key}`))
  const records = issues.map(({ kind, ref, row, position, detail }) => [
    ref,
    row === null ? '' : String(row),
    position === null ? '' : String(position),
    t(`boms:pnp.kind.${kind}`),
    t(`boms:pnp.sentence.${kind}`, {
      ref,
      row: row ?? '',
      position: position ?? '',
      detail: kind === 'side' && (detail === 'top' || detail === 'bottom') ? t(`boms:pnp.side.${detail}`) : detail,
    }),
  ])
  const base = file.fileName.replace(/\.[^.]{1,5}$/, '')
  return {
    fileName: `${base} ${revisionName(revision)} ${t('boms:pnp.report.fileName')}.csv`,
    type: csvType,
    body: csvFile([heading, ...records]),
  }
}
