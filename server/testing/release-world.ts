import { createHash } from 'node:crypto'
import {
  goldenDownloads,
  goldenPackages,
  goldenSignatures,
  packageDownloads,
  packageLinks,
  packageRecipes,
  packages,
} from '@/db/schema/releases'
import { hashToken, newToken } from '@/server/auth/actor'
import { noParts } from '@/server/domains/releases/rules/golden-parts'
import type { PackageSources } from '@/server/domains/releases/rules/sources'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import type { AnyCtx } from '@/server/platform/context'

/** Recipes and packages: one for a factory, one for a board house without an account that has a link to it. */
export type ReleaseWorld = Readonly<{
  recipeId: string
  archivedRecipeId: string
  /** Issued to the factory. */
  partnerPackageId: string
  /** Issued to the board house. */
  otherPackageId: string
  failedPackageId: string
  linkId: string
  linkToken: string
  /** With the factory: one put together, one that waits for it, one it took. */
  draftGoldenId: string
  proposedGoldenId: string
  signedGoldenId: string
  goldenHash: string
}>

type Place = Readonly<{
  orgId: string
  productId: string
  authorId: string
  now: Date
  setId: string
  setRevisionId: string
  partner: Readonly<{ orgId: string; mark: string; userId: string }>
  /** What every package holds; it is in the store. */
  bytes: string
}>

export async function addReleases({ db }: AnyCtx, given: Place): Promise<ReleaseWorld> {
  const { orgId, productId, authorId, now, setId, setRevisionId, partner, bytes } = given
  const place = { orgId, productId }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const addRecipe = async (name: string, partnerOrgId: string | null, archivedAt: Date | null = null) => {
    const id = newId('packageRecipe')
    await db.insert(packageRecipes).values({
      ...{ ...place, id, name: bilingual('en', name), kind: 'boardHouse', partnerOrgId, setId, createdBy: authorId },
      ...{ recipientName: partnerOrgId === null ? 'Kaida PCB' : '', parts: ['fabrication', 'artwork'], archivedAt },
    })
    return id
  }
  const set = { id: setId, number: 'P-DES-02', name: bilingual('en', 'Carton'), letter: 'A', hash: sha256 }
  const sources: PackageSources = { set: { ...set, revisionId: setRevisionId }, bom: null, spec: null }
  let count = 0
  const addPackage = async (recipeId: string, partnerOrgId: string | null, name: string, failed = false) => {
    const id = newId('package')
    const item = { path: 'artwork/carton.pdf', source: sha256, issued: sha256, size: bytes.length, marked: false }
    const rest = failed
      ? { state: 'failed' as const, failure: { code: 'releases.makingFailed', params: {}, files: [] } }
      : { state: 'issued' as const, items: [item], contentHash: sha256, blobSha256: sha256, issuedAt: now }
    await db.insert(packages).values({
      ...{ ...place, id, recipeId, partnerOrgId, kind: 'boardHouse', sources, parts: ['fabrication', 'artwork'] },
      ...{ number: `P-PKG-00${++count}`, recipient: { nameEn: name, nameZh: name, contact: '' }, watermark: true },
      ...{ madeBy: authorId, askedAt: now, blobSize: failed ? null : Buffer.byteLength(bytes), ...rest },
    })
    return id
  }
  const toPartner = await addRecipe(`Boards for ${partner.mark}`, partner.orgId)
  const toOther = await addRecipe('Boards', null)
  const partnerPackageId = await addPackage(toPartner, partner.orgId, partner.mark)
  const otherPackageId = await addPackage(toOther, null, 'Kaida PCB')
  const [linkId, linkToken] = [newId('packageLink'), newToken()]
  await db.insert(packageLinks).values({
    ...{ ...place, id: linkId, packageId: otherPackageId, name: 'Ms Zhou', tokenHash: hashToken(linkToken) },
    ...{ expires: new Date(now.getTime() + 86_400_000), createdBy: authorId },
  })
  const taken = { ...place, superseded: false, at: now }
  await db.insert(packageDownloads).values([
    { ...taken, id: newId('packageDownload'), packageId: otherPackageId, linkId },
    {
      ...{ ...taken, id: newId('packageDownload'), packageId: partnerPackageId },
      ...{ userId: partner.userId, userOrgId: partner.orgId },
    },
  ])
  let goldens = 0
  const addGolden = async (state: 'draft' | 'proposed' | 'signed') => {
    const id = newId('goldenPackage')
    const frozen = {
      ...{ items: [{ path: 'artwork/carton.pdf', sha256, size: bytes.length }], contentHash: sha256 },
      ...{ proposedBy: authorId, proposedAt: now, blobSha256: sha256, blobSize: Buffer.byteLength(bytes) },
      signedAt: state === 'signed' ? now : null,
    }
    await db.insert(goldenPackages).values({
      ...{ ...place, id, partnerOrgId: partner.orgId, number: `P-GLD-0${++goldens}`, createdBy: authorId, state },
      ...(state === 'draft' ? {} : frozen),
      // The factory of this world was not shown design files: what it may sign has none.
      parts: state === 'proposed' ? noParts : { ...noParts, designs: [{ ...set, revisionId: setRevisionId }] },
    })
    return id
  }
  const [draftGoldenId, proposedGoldenId] = [await addGolden('draft'), await addGolden('proposed')]
  const signedGoldenId = await addGolden('signed')
  const taker = { ...place, goldenId: signedGoldenId, userId: partner.userId, at: now }
  await db
    .insert(goldenSignatures)
    .values({ ...taker, signerOrgId: partner.orgId, partnerOrgId: partner.orgId, contentHash: sha256 })
  await db.insert(goldenDownloads).values({ ...taker, id: newId('goldenDownload'), userOrgId: partner.orgId })
  return {
    ...{ draftGoldenId, proposedGoldenId, signedGoldenId, goldenHash: sha256 },
    ...{ recipeId: toOther, archivedRecipeId: await addRecipe('Old boards', null, now) },
    ...{ partnerPackageId, otherPackageId, failedPackageId: await addPackage(toOther, null, 'Kaida PCB', true) },
    ...{ linkId, linkToken },
  }
}
