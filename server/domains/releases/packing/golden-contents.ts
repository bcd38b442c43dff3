import { createHash } from 'node:crypto'
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { designFiles } from '@/db/schema/designFiles'
import { firmwareFiles } from '@/db/schema/firmware'
import { orgs } from '@/db/schema/orgs'
import { products } from '@/db/schema/products'
import { translator } from '@/locales/translator'
import { byCodePoint, manifestText } from '@/server/domains/designFiles/rules/manifest'
import { isForFactories } from '@/server/domains/firmware/rules/firmware-file'
import { requireSpecRevision } from '@/server/domains/specs/queries/access'
import { contentTextOf } from '@/server/domains/specs/queries/content-hash'
import { headOf } from '@/server/domains/specs/rules/head'
import type { Language } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { BlobStore } from '@/server/platform/storage'
import { attachedFiles } from './golden-attachments'
import { writtenBoms } from './golden-boms'
import { readmeName } from './pack'
import type { GoldenRow } from '../queries/golden-access'
import type { GoldenItem } from '../rules/golden-item'
import type { GoldenGap, GoldenParts, GoldenRelease } from '../rules/golden-parts'
import { goldenReadme, type GoldenReadmeKey, type SayGolden } from '../rules/golden-readme'
import { fitsPackage } from '../rules/package-item'
import { areApart, packagePaths, portableName } from '../rules/package-path'

/** What is written for a golden package, and what lies in the store already. */
export type GoldenContents = Readonly<{
  texts: readonly Readonly<{ path: string; bytes: Uint8Array }>[]
  stored: readonly GoldenItem[]
}>

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/**
 * Everything a golden package holds. Specification and BOM come as the very texts their hashes are over, and every set of
 * files with its own manifest, so that each part's hash is proven by the same tool as the whole. Errors:
 * releases.contentChanged where a hash is not what was released, releases.tooMuch.
 */
export async function goldenContents(
  ctx: MemberCtx,
  golden: GoldenRow,
  accepted: readonly GoldenGap[],
): Promise<GoldenContents> {
  const { parts } = golden
  const texts: { path: string; bytes: Uint8Array }[] = []
  const stored: GoldenItem[] = []
  const write = (path: string, text: string, hash?: string, name = '') => {
    const bytes = Buffer.from(text)
    if (hash !== undefined && sha256(bytes) !== hash)
      throw new DomainError('conflict', 'releases.contentChanged', { name })
    texts.push({ path, bytes })
  }
  if (parts.spec) {
    const { spec, revision } = await requireSpecRevision(ctx, parts.spec.revisionId)
    const text = await contentTextOf(ctx, headOf(spec, revision), revision)
    write(`specification/${stemOf(parts.spec)}.content.json`, text, parts.spec.hash, parts.spec.number)
    stored.push(...(await attachedFiles(ctx, golden, revision.id)))
  }
  if (parts.bom)
    for await (const { stem, name, hash, content, lines } of writtenBoms(ctx, parts.bom)) {
      write(`${stem}.content.txt`, content, hash, name)
      write(`${stem}.lines.jsonl`, lines)
    }
  for (const design of parts.designs) {
    const files = await setFiles(ctx, design.revisionId)
    write(`design/${stemOf(design)}.sha256`, manifestText(files), design.hash, design.number)
    stored.push(...placed(`design/${stemOf(design)}`, files))
  }
  for (const { buildId, number, version, hash } of parts.firmware) {
    const files = await buildFiles(ctx, buildId)
    const stem = portableName(`${number}-${version}`)
    write(`firmware/${stem}.sha256`, manifestText(files), hash, `${number} ${version}`)
    stored.push(
      ...placed(
        `firmware/${stem}`,
        files.filter(({ role }) => isForFactories(role)),
      ),
    )
  }
  const lone = (files: GoldenParts['artwork']) => files.map(({ name, hash, size }) => ({ name, sha256: hash, size }))
  stored.push(...placed('test-plan', lone(parts.testPlans)), ...placed('artwork', lone(parts.artwork)))
  write(readmeName, await readmeOf(ctx, golden, accepted))
  if (!fitsPackage([...stored, ...texts.map(({ bytes }) => ({ size: bytes.length }))]))
    throw new DomainError('conflict', 'releases.tooMuch')
  return { texts, stored }
}

const stemOf = ({ number, name, letter }: GoldenRelease): string =>
  portableName(`${number || name[name.source]}-${letter}`)

type Listed = Readonly<{ name: string; sha256: string; size: number }>
const placed = (folder: string, files: readonly Listed[]): GoldenItem[] => {
  const paths = packagePaths(files.map(({ name }) => ({ folder, name })))
  return files.map(({ sha256: hash, size }, index) => ({ path: paths[index] ?? folder, sha256: hash, size }))
}

const setFiles = ({ db }: MemberCtx, revisionId: string) =>
  db
    .select({ name: designFiles.name, sha256: designFiles.sha256, size: designFiles.size })
    .from(designFiles)
    .where(and(eq(designFiles.revisionId, revisionId), isNull(designFiles.removedAt)))
    .orderBy(asc(designFiles.name))

const buildFiles = ({ db }: MemberCtx, buildId: string) =>
  db
    .select({
      ...{ name: firmwareFiles.name, sha256: firmwareFiles.sha256, size: firmwareFiles.size },
      role: firmwareFiles.role,
    })
    .from(firmwareFiles)
    .where(eq(firmwareFiles.buildId, buildId))
    .orderBy(asc(firmwareFiles.position))

async function readmeOf(ctx: MemberCtx, golden: GoldenRow, accepted: readonly GoldenGap[]): Promise<string> {
  const { number, productId, orgId, partnerOrgId, parts } = golden
  const [product] = await ctx.db
    .select({ code: products.code, name: products.name })
    .from(products)
    .where(eq(products.id, productId))
  const named = await ctx.db
    .select({ id: orgs.id, en: orgs.legalNameEn, zh: orgs.legalNameZh })
    .from(orgs)
    .where(inArray(orgs.id, [orgId, partnerOrgId]))
  if (!product) throw new DomainError('notFound', 'releases.goldenNotFound')
  const sideOf = (id: string) => {
    const org = named.find((each) => each.id === id)
    return { en: org?.en || org?.zh || '', zh: org?.zh || org?.en || '' }
  }
  const t = { en: await translator('en'), zh: await translator('zh') }
  const say =
    (language: Language): SayGolden =>
    (key: GoldenReadmeKey, params = {}) =>
      t[language](`releases:goldenReadme.${key}`, params)
  return goldenReadme(
    {
      ...{ number, day: ctx.now().toISOString().slice(0, 10), product, parts, accepted },
      sides: [sideOf(orgId), sideOf(partnerOrgId)],
      sayGap: ({ kind, reason, subject }, language) =>
        t[language](`releases:gap.${reason}`, { part: t[language](`releases:goldenPart.${kind}`), subject }),
    },
    { en: say('en'), zh: say('zh') },
  )
}

/** Stores what was written and lists every file with its hash, in the order of the manifest. */
export async function settleContents(
  storage: BlobStore,
  { texts, stored }: GoldenContents,
): Promise<Readonly<{ items: readonly GoldenItem[]; contentHash: string }>> {
  const written: GoldenItem[] = []
  for (const { path, bytes } of texts) written.push({ path, ...(await storage.put(bytes)) })
  for (const { path, sha256: name } of stored)
    if (!(await storage.has(name))) throw new DomainError('conflict', 'releases.fileMissing', { name: path })
  const items = [...written, ...stored].toSorted((a, b) => byCodePoint(a.path, b.path))
  // Folders are named by numbers and letters, which are unique; where they are not, the archive would lose a file.
  if (!areApart(items.map(({ path }) => path))) throw new Error('two files of a golden package have one path')
  return { items, contentHash: sha256(goldenManifest(items)) }
}

/** `MANIFEST.sha256` of a golden package: its SHA-256 is what both sides sign. */
export const goldenManifest = (items: readonly GoldenItem[]): string =>
  manifestText(items.map(({ path, sha256: hash }) => ({ name: path, sha256: hash })))
