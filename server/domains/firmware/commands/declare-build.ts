import { createHash } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import { firmwareBuilds, firmwareFiles, firmwareSignatures } from '@/db/schema/firmware'
import { manifestText } from '@/server/domains/designFiles/rules/manifest'
import { bilingualOf } from '@/server/kernel/bilingual'
import { canonicalJson } from '@/server/kernel/canonical-json'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { DeclareBuild } from '../inputs'
import type { FirmwareBuildState } from '../lifecycle'
import { holdLine, requireEdit, requireLine, type FirmwareBuildRow, type FirmwareFileRow } from '../queries/access'
import { readSignatures, standingOf } from '../queries/signatures'
import { fileNameKey, firmwareFileName, isFlashable } from '../rules/firmware-file'
import { isRange } from '../rules/sem-ver'
import { normalVersion } from '../rules/versions'
import { announce, record } from './announce'

/** `missing`: names of the files that are still to be sent, or sent again for their signature. */
export type DeclaredBuild = Readonly<{ buildId: string; state: FirmwareBuildState; missing: string[] }>
type DeclaredFile = DeclareBuild['files'][number]

/**
 * Announces a build with everything but its bytes. The same again, by version and content, answers with the same build,
 * so whoever was cut off goes on; a signature that is not declared again is not awaited any more. Errors: firmware.versionTaken where the version has other content, firmware.nameTwice,
 * firmware.nothingToFlash, firmware.rangeUnreadable, firmware.signatureLate for a signature of a build that is registered.
 */
export async function declareBuild(
  ctx: MemberCtx,
  input: DeclareBuild,
  { pushedWith = null }: Readonly<{ pushedWith?: string | null }> = {},
): Promise<DeclaredBuild> {
  const { access } = await requireLine(ctx, input.lineId)
  requireEdit(access)
  const files = input.files.map((file) => ({ ...file, name: firmwareFileName(file.name) }))
  refuseOdd(files, input.compatibility.bootloader)
  const line = await holdLine(ctx, input.lineId)
  const contentHash = createHash('sha256').update(manifestText(files)).digest('hex')
  const earlier = await findVersion(ctx, input)
  if (earlier) return goOn(ctx, earlier, { ...input, files, contentHash })
  const buildId = newId('firmwareBuild')
  const { orgId, productId } = line
  await ctx.db.insert(firmwareBuilds).values({
    ...{ id: buildId, orgId, productId, lineId: line.id, contentHash, pushedWith },
    ...{ version: input.version, versionKey: normalVersion(input.version), gitCommit: input.gitCommit },
    ...{ notes: bilingualOf(ctx.actor.locale, input.notes), compatibility: input.compatibility, ciRun: input.ciRun },
    ...{ createdBy: ctx.actor.userId, createdAt: ctx.now() },
  })
  await ctx.db.insert(firmwareFiles).values(
    files.map(({ signature = null, ...file }, index) => ({
      ...{ ...file, id: newId('firmwareFile'), orgId, productId, buildId, position: index + 1 },
      ...{ nameKey: fileNameKey(file.name), awaitingSignature: signature },
    })),
  )
  record(
    ctx,
    'declareBuild',
    { ...line, id: buildId },
    {
      ...{ number: line.number, version: input.version, gitCommit: input.gitCommit, files: files.length, contentHash },
      ...(pushedWith === null ? {} : { pushedWith }),
    },
  )
  announce(ctx, 'firmware.changed', line, { lineId: line.id, buildId })
  return { buildId, state: 'open', missing: files.map(({ name }) => name) }
}

function refuseOdd(files: readonly DeclaredFile[], range: string | null): void {
  const names = files.map(({ name }) => fileNameKey(name))
  const twice = files.find(({ name }, index) => names.indexOf(fileNameKey(name)) !== index)
  if (twice) throw new DomainError('invalid', 'firmware.nameTwice', { file: twice.name })
  if (!files.some(({ role }) => isFlashable(role))) throw new DomainError('invalid', 'firmware.nothingToFlash')
  if (range !== null && !isRange(range)) throw new DomainError('invalid', 'firmware.rangeUnreadable', { range })
}

async function findVersion(
  { db }: MemberCtx,
  { lineId, version }: Pick<DeclareBuild, 'lineId' | 'version'>,
): Promise<FirmwareBuildRow | undefined> {
  const [found] = await db
    .select()
    .from(firmwareBuilds)
    .where(and(eq(firmwareBuilds.lineId, lineId), eq(firmwareBuilds.versionKey, normalVersion(version))))
  return found
}

type Again = DeclareBuild & Readonly<{ contentHash: string }>
const contentOf = (files: readonly Pick<FirmwareFileRow, 'name' | 'role' | 'sha256' | 'size' | 'flashAddress'>[]) =>
  canonicalJson(
    files
      .map(({ name, role, sha256, size, flashAddress }) => ({ name, role, sha256, size, flashAddress }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  )

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** In which order letters and codes are stated says nothing. */
const compatibilityOf = ({ compatibility }: Pick<DeclareBuild, 'compatibility'> | FirmwareBuildRow): string =>
  canonicalJson({
    ...compatibility,
    boardRevisions: compatibility.boardRevisions.toSorted(byCode),
    bomRevisions: compatibility.bomRevisions.toSorted(byCode),
    variants: compatibility.variants.toSorted(byCode),
  })

/** The build of a version that was declared before, as long as it is the same one. */
async function goOn(ctx: MemberCtx, build: FirmwareBuildRow, again: Again): Promise<DeclaredBuild> {
  const stored = await ctx.db
    .select()
    .from(firmwareFiles)
    .where(eq(firmwareFiles.buildId, build.id))
    .orderBy(asc(firmwareFiles.position))
  const isSame =
    build.version === again.version &&
    build.gitCommit === again.gitCommit &&
    compatibilityOf(build) === compatibilityOf(again) &&
    contentOf(stored) === contentOf(again.files)
  if (!isSame) throw new DomainError('conflict', 'firmware.versionTaken', { version: build.version })
  const fresh = await freshSignatures(ctx, stored, again.files)
  if (fresh.size > 0 && build.state !== 'open') throw new DomainError('conflict', 'firmware.signatureLate')
  if (build.state === 'open')
    for (const { id, awaitingSignature } of stored)
      if (awaitingSignature !== (fresh.get(id) ?? null))
        await ctx.db
          .update(firmwareFiles)
          .set({ awaitingSignature: fresh.get(id) ?? null })
          .where(eq(firmwareFiles.id, id))
  const isMissing = ({ id, state }: FirmwareFileRow): boolean => state === 'awaiting' || fresh.has(id)
  return { buildId: build.id, state: build.state, missing: stored.filter(isMissing).map(({ name }) => name) }
}

/** Signatures that nobody has verified yet, by file. */
async function freshSignatures(
  ctx: MemberCtx,
  stored: readonly FirmwareFileRow[],
  declared: readonly DeclaredFile[],
): Promise<Map<string, string>> {
  const fresh = new Map<string, string>()
  // A signature by ECDSA differs each time it is made, and a pipeline may run again: one that counts is enough.
  const given = await readSignatures(ctx, [...new Set(stored.map(({ buildId }) => buildId))])
  for (const { name, signature } of declared) {
    const file = stored.find(({ nameKey }) => nameKey === fileNameKey(name))
    if (signature === undefined || file === undefined || standingOf(given, file.id) === 'valid') continue
    const known = await ctx.db.$count(
      firmwareSignatures,
      and(eq(firmwareSignatures.fileId, file.id), eq(firmwareSignatures.signature, signature)),
    )
    if (known === 0) fresh.set(file.id, signature)
  }
  return fresh
}
