import { and, eq, inArray, isNull } from 'drizzle-orm'
import { bomRevisions, boms } from '@/db/schema/boms'
import { designFiles, designRevisions, designSets } from '@/db/schema/designFiles'
import { specRevisions, specs } from '@/db/schema/specs'
import { roleByName } from '@/server/domains/designFiles/reading/layer-names'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type AnyCtx } from '@/server/platform/context'
import type { InForce, PackageSource, PackageSources, SourceKind } from '../rules/sources'

/** A design set, a BOM or a specification of a product with the release in force; null where there is no such thing. */
type Found = Readonly<{ id: string; number: string; name: PackageSource['name']; release: PackageSource | null }>

const released = (
  thing: Readonly<{ id: string; number: string; name: PackageSource['name'] }>,
  revision: Readonly<{ id: string; letter: string | null; contentHash: string | null }> | null,
): Found => {
  const { id, letter, contentHash } = revision ?? { id: '', letter: null, contentHash: null }
  if (letter === null || contentHash === null) return { ...thing, release: null }
  return { ...thing, release: { ...thing, revisionId: id, letter, hash: contentHash } }
}

type Named = Readonly<{ productId: string; id: string }>

async function findSet({ db }: AnyCtx, { productId, id }: Named): Promise<Found | null> {
  const [row] = await db
    .select({ set: designSets, revision: designRevisions })
    .from(designSets)
    .leftJoin(designRevisions, eq(designRevisions.id, designSets.releasedRevisionId))
    .where(and(eq(designSets.id, id), eq(designSets.productId, productId)))
  return row ? released({ id, number: row.set.number, name: row.set.name }, row.revision) : null
}

/** A BOM has no number of its own. */
async function findBom({ db }: AnyCtx, { productId, id }: Named): Promise<Found | null> {
  const [row] = await db
    .select({ bom: boms, revision: bomRevisions })
    .from(boms)
    .leftJoin(bomRevisions, eq(bomRevisions.id, boms.releasedRevisionId))
    .where(and(eq(boms.id, id), eq(boms.productId, productId)))
  return row ? released({ id, number: '', name: row.bom.name }, row.revision) : null
}

/** A suspended release binds nobody: it is none. */
const specReleased = and(eq(specRevisions.id, specs.releasedRevisionId), eq(specRevisions.state, 'released'))

async function findSpec({ db }: AnyCtx, { productId, id }: Named): Promise<Found | null> {
  const [row] = await db
    .select({ spec: specs, revision: specRevisions })
    .from(specs)
    .leftJoin(specRevisions, specReleased)
    .where(and(eq(specs.id, id), eq(specs.productId, productId)))
  return row ? released({ id, number: row.spec.number, name: row.spec.name }, row.revision) : null
}

const finders = { set: findSet, bom: findBom, spec: findSpec } as const
const missing = { set: 'releases.setNotFound', bom: 'releases.bomNotFound', spec: 'releases.specNotFound' } as const

/** Something of a product that can be released, as its own scope shows it. Errors: releases.setNotFound and the like. */
export async function requireSource(ctx: AnyCtx, kind: SourceKind, named: Named): Promise<Found> {
  const found = await finders[kind](ctx, named)
  if (!found) throw new DomainError('notFound', missing[kind])
  return found
}

/** The releases in force a package is made from. Errors: releases.nothingReleased, with what is not released yet. */
export async function sourcesInForce(
  ctx: AnyCtx,
  productId: string,
  ids: Readonly<{ set: string; bom: string | null; spec: string | null }>,
): Promise<PackageSources> {
  const release = async (kind: SourceKind, id: string | null): Promise<PackageSource | null> => {
    if (id === null) return null
    const { number, name, release: found } = await requireSource(ctx, kind, { productId, id })
    if (found === null)
      throw new DomainError('conflict', 'releases.nothingReleased', { name: number || name[name.source] })
    return found
  }
  return {
    set: await release('set', ids.set),
    bom: await release('bom', ids.bom),
    spec: await release('spec', ids.spec),
  }
}

/**
 * What is in force now of things packages were made from, by their ids. Past row-level security: whoever holds a package
 * is told that it was overtaken, and by which letter, also where they may not see the thing itself.
 */
export function releasesNow(ctx: AnyCtx, sources: readonly PackageSources[]): Promise<Map<string, InForce>> {
  const ids = (kind: SourceKind) => [...new Set(sources.flatMap((each) => each[kind]?.id ?? []))]
  const [setIds, bomIds, specIds] = [ids('set'), ids('bom'), ids('spec')]
  const { db } = ctx
  return asSystem(ctx, async () => {
    const rows = [
      ...(setIds.length === 0
        ? []
        : await db
            .select({ id: designSets.id, revisionId: designSets.releasedRevisionId, letter: designSets.releasedLetter })
            .from(designSets)
            .where(inArray(designSets.id, setIds))),
      ...(bomIds.length === 0
        ? []
        : await db
            .select({ id: boms.id, revisionId: boms.releasedRevisionId, letter: boms.releasedLetter })
            .from(boms)
            .where(inArray(boms.id, bomIds))),
      ...(specIds.length === 0
        ? []
        : await db
            .select({ id: specs.id, revisionId: specRevisions.id, letter: specRevisions.letter })
            .from(specs)
            .leftJoin(specRevisions, specReleased)
            .where(inArray(specs.id, specIds))),
    ]
    return new Map(
      rows.map(({ id, revisionId, letter }) => [
        id,
        revisionId === null || letter === null ? null : { revisionId, letter },
      ]),
    )
  })
}

/** The files of a revision of a design set, with whether a stencil is cut from them. */
export async function filesOf({ db }: AnyCtx, revisionId: string) {
  const rows = await db
    .select({ kind: designFiles.kind, name: designFiles.name, sha256: designFiles.sha256, size: designFiles.size })
    .from(designFiles)
    .where(and(eq(designFiles.revisionId, revisionId), isNull(designFiles.removedAt)))
  return rows.map((file) => ({ ...file, stencil: file.kind === 'fabrication' && isStencil(file.name) }))
}

/** The openings of the stencil and the edge they are placed by. */
const isStencil = (name: string): boolean => {
  const type = roleByName(name)?.type
  return type === 'paste' || type === 'outline'
}
