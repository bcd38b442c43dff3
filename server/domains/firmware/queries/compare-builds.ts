import { asc, eq } from 'drizzle-orm'
import { firmwareFiles } from '@/db/schema/firmware'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { compareFirmware } from '../formats/compare'
import { firmwareFileRoles, isForFactories } from '../rules/firmware-file'
import { requireBuild } from './access'

/** Changed stretches shown of one file; what follows is counted. */
const mostRegions = 200

/**
 * What changed from one build of a line to another, file by file of the same role and, where a role has several, of the
 * same name: sizes by section and stretches of flash. Errors: firmware.otherLine.
 */
export async function compareBuilds(ctx: MemberCtx, { before, after }: Readonly<{ before: string; after: string }>) {
  const [one, other] = [await requireBuild(ctx, before), await requireBuild(ctx, after)]
  if (one.line.id !== other.line.id) throw new DomainError('invalid', 'firmware.otherLine')
  const [old, fresh] = [await filesOf(ctx, before), await filesOf(ctx, after)]
  const { owner } = other.access
  const files = firmwareFileRoles
    .filter((role) => owner || isForFactories(role))
    .flatMap((role) =>
      paired(
        old.filter((file) => file.role === role),
        fresh.filter((file) => file.role === role),
      ).map(([was, is]) => ({ role, ...changeOf(was, is) })),
    )
  return {
    before: { id: before, version: one.build.version, compatibility: one.build.compatibility },
    after: { id: after, version: other.build.version, compatibility: other.build.compatibility },
    files,
  }
}
export type BuildComparison = Awaited<ReturnType<typeof compareBuilds>>

const filesOf = ({ db }: MemberCtx, buildId: string) =>
  db
    .select({
      ...{ name: firmwareFiles.name, role: firmwareFiles.role, sha256: firmwareFiles.sha256 },
      ...{ size: firmwareFiles.size, inspection: firmwareFiles.inspection },
    })
    .from(firmwareFiles)
    .where(eq(firmwareFiles.buildId, buildId))
    .orderBy(asc(firmwareFiles.position))
type ComparedFile = Awaited<ReturnType<typeof filesOf>>[number]

/** The only file of a role answers the only other one, whatever they are called. */
function paired(
  before: readonly ComparedFile[],
  after: readonly ComparedFile[],
): [ComparedFile | undefined, ComparedFile | undefined][] {
  const [was, is] = [before[0], after[0]]
  if (before.length === 1 && after.length === 1) return [[was, is]]
  const names = new Set([...before, ...after].map(({ name }) => name))
  return [...names].map((name) => [before.find((file) => file.name === name), after.find((file) => file.name === name)])
}

const shown = (file: ComparedFile | undefined) =>
  file === undefined ? null : { name: file.name, size: file.size, sha256: file.sha256 }

function changeOf(was: ComparedFile | undefined, is: ComparedFile | undefined) {
  const change = was?.inspection && is?.inspection ? compareFirmware(was.inspection, is.inspection) : null
  return {
    before: shown(was),
    after: shown(is),
    isSameFile: was !== undefined && was.sha256 === is?.sha256,
    change: change && {
      ...change,
      regions: change.regions.slice(0, mostRegions),
      moreRegions: Math.max(0, change.regions.length - mostRegions),
    },
  }
}
