import { password, personOf, type World } from './world'
import type { ActorName } from './access/outcomes'

/** One call of a route handler, as a browser of that person would make it. */
export type RouteCall = Readonly<{
  path: string
  body?: string | Uint8Array<ArrayBuffer>
  headers?: Readonly<Record<string, string>>
}>
export type RouteRow = Readonly<{
  call: (world: World, actor: ActorName) => RouteCall
  /** HTTP status by caller. */
  outcomes: Readonly<Record<ActorName, number>>
  /** Taking it is noted on record: the one thing a read writes. */
  noted?: true
  reveals?: (world: World) => readonly string[]
}>

const all = (status: number): RouteRow['outcomes'] => ({
  nobody: status,
  stranger: status,
  removed: status,
  viewer: status,
  bare: status,
  partner: status,
  rival: status,
  owner: status,
})
const signedOut = { nobody: 401, removed: 403 } as const
const brandById = { ...all(404), ...signedOut, viewer: 403, owner: 200 } as const
const bomById = { ...all(200), ...signedOut, stranger: 404, bare: 404 } as const
/** What one person of the brand sends exists for nobody else. */
const ownUpload = (status: number) => ({ ...all(404), ...signedOut, owner: status })
const health = { ...all(200) }
/** Brand and the one factory it was issued to. */
const flashById = { ...bomById, partner: 404 } as const
/** Pipelines are the brand's: its lines exist for nobody else. */
const pushed = { ...all(404), nobody: 401, removed: 401, viewer: 403, owner: 200 } as const
/** What a program of that person shows. */
const bearer = (world: World, actor: ActorName) => ({
  headers: { authorization: `Bearer ${personOf(world, actor)?.apiToken ?? ''}` },
})
const resultSheet = 'SN,Time,Result\nW-0004,2026-01-02 03:04,PASS\n'

/** As much of a PNG as its type is read from. */
const photo = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])

const placements = 'Ref,PosX,PosY,Rot,Side\nC1,1,2,0,top\n'
const numbers = 'A-1,B-1\n'
/** Each reads the library of their own organisation. */
const ownLibrary = { ...all(200), ...signedOut } as const
const partSheet = 'Part number,Name\nNEW-1,Screw\n'
const sheet = 'Title,Max,Unit\nSupply,3.5,V\n'
const trpcQuery = (path: string, input: unknown) =>
  `/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`

/** Every route this server answers itself, as `METHOD pattern`. */
export const routeTable: Readonly<Record<string, RouteRow | readonly RouteRow[]>> = {
  'GET /api/files/spec-revisions/:revisionId/spec.pdf': {
    call: ({ specs: { inReview } }) => ({ path: `/api/files/spec-revisions/${inReview.revisionId}/spec.pdf` }),
    outcomes: bomById,
  },
  'GET /api/files/spec-revisions/:revisionId/spec.xlsx': {
    call: ({ specs: { drafted } }) => ({ path: `/api/files/spec-revisions/${drafted.revisionId}/spec.xlsx` }),
    outcomes: bomById,
  },
  'POST /api/uploads/spec-revisions/:revisionId/sheet': {
    call: ({ specs: { drafted } }) => ({
      path: `/api/uploads/spec-revisions/${drafted.revisionId}/sheet?size=${sheet.length}`,
      body: sheet,
    }),
    outcomes: { ...all(403), ...signedOut, stranger: 404, bare: 404, owner: 200 },
  },
  'GET /api/files/parts/library.csv': { call: () => ({ path: '/api/files/parts/library.csv' }), outcomes: ownLibrary },
  'GET /api/files/parts/library.xlsx': {
    call: () => ({ path: '/api/files/parts/library.xlsx' }),
    outcomes: ownLibrary,
  },
  'POST /api/uploads/parts': {
    call: () => ({ path: `/api/uploads/parts?size=${partSheet.length}`, body: partSheet }),
    outcomes: { ...ownLibrary, viewer: 403 },
  },
  'GET /api/uploads/designs/:uploadId': {
    call: ({ designs: { uploadId } }) => ({ path: `/api/uploads/designs/${uploadId}` }),
    outcomes: ownUpload(200),
  },
  'PATCH /api/uploads/designs/:uploadId': {
    call: ({ designs: { uploadId, piece } }) => ({
      path: `/api/uploads/designs/${uploadId}`,
      body: new TextEncoder().encode(piece),
      headers: { 'upload-offset': '0' },
    }),
    outcomes: ownUpload(204),
  },
  'POST /api/uploads/designs/:uploadId': {
    call: ({ designs: { arrivedUploadId } }) => ({ path: `/api/uploads/designs/${arrivedUploadId}` }),
    outcomes: ownUpload(201),
  },
  'DELETE /api/uploads/designs/:uploadId': {
    call: ({ designs: { uploadId } }) => ({ path: `/api/uploads/designs/${uploadId}` }),
    outcomes: ownUpload(204),
  },
  'GET /api/files/designs/:fileId': [
    {
      call: ({ designs: { releasedFileId } }) => ({ path: `/api/files/designs/${releasedFileId}` }),
      outcomes: { ...bomById, partner: 404 },
      noted: true,
      reveals: ({ partner }) => [partner.mark],
    },
    {
      call: ({ designs: { removedFileId } }) => ({ path: `/api/files/designs/${removedFileId}` }),
      outcomes: { ...all(404), ...signedOut, viewer: 200, owner: 200 },
      noted: true,
    },
  ],
  'GET /api/files/packages/:packageId': [
    {
      call: ({ releases: { partnerPackageId } }) => ({ path: `/api/files/packages/${partnerPackageId}` }),
      outcomes: { ...all(404), ...signedOut, viewer: 200, partner: 200, owner: 200 },
      noted: true,
    },
    {
      call: ({ releases: { otherPackageId } }) => ({ path: `/api/files/packages/${otherPackageId}` }),
      outcomes: { ...all(404), ...signedOut, viewer: 200, owner: 200 },
      noted: true,
    },
    {
      call: ({ releases: { failedPackageId } }) => ({ path: `/api/files/packages/${failedPackageId}` }),
      outcomes: { ...all(404), ...signedOut, viewer: 409, owner: 409 },
    },
  ],
  'GET /api/files/golden/:goldenId': {
    call: ({ releases: { signedGoldenId } }) => ({ path: `/api/files/golden/${signedGoldenId}` }),
    outcomes: { ...all(404), ...signedOut, viewer: 200, partner: 200, owner: 200 },
    noted: true,
  },
  'GET /api/share/packages/:token': [
    {
      call: ({ releases: { linkToken } }) => ({ path: `/api/share/packages/${linkToken}` }),
      outcomes: all(200),
      noted: true,
      // What every package of this world holds.
      reveals: ({ partner }) => [partner.mark],
    },
    { call: () => ({ path: '/api/share/packages/not-a-link' }), outcomes: all(404) },
  ],
  'PUT /api/uploads/firmware/:buildId/:name': {
    call: ({ firmware: { openBuildId, image } }) => ({
      path: `/api/uploads/firmware/${openBuildId}/app.bin`,
      body: image,
    }),
    // Text is no firmware: who may send it is told so.
    outcomes: { ...all(404), ...signedOut, viewer: 403, owner: 400 },
  },
  'GET /api/files/firmware/:fileId': [
    {
      call: ({ firmware: { shippedFileId } }) => ({ path: `/api/files/firmware/${shippedFileId}` }),
      outcomes: { ...bomById, partner: 404 },
      noted: true,
      reveals: ({ partner }) => [partner.mark],
    },
    {
      call: ({ firmware: { symbolsFileId } }) => ({ path: `/api/files/firmware/${symbolsFileId}` }),
      outcomes: { ...all(404), ...signedOut, viewer: 200, owner: 200 },
      noted: true,
      reveals: ({ partner }) => [partner.mark],
    },
  ],
  'GET /api/files/flash-packages/:packageId/package.zip': {
    call: ({ flashing: { packageId } }) => ({ path: `/api/files/flash-packages/${packageId}/package.zip` }),
    outcomes: flashById,
    noted: true,
    // The image itself, and the name of whom it is for.
    reveals: ({ partner, rival }) => [partner.mark, rival.mark],
  },
  'GET /api/files/flash-packages/:packageId/results.csv': {
    call: ({ flashing: { packageId } }) => ({ path: `/api/files/flash-packages/${packageId}/results.csv` }),
    outcomes: flashById,
  },
  'POST /api/uploads/flash-packages/:packageId/results': {
    call: ({ flashing: { packageId } }) => ({
      path: `/api/uploads/flash-packages/${packageId}/results?size=${resultSheet.length}`,
      body: resultSheet,
    }),
    outcomes: { ...flashById, viewer: 403 },
  },
  'GET /api/v1/flash-packages/:packageId': {
    call: (world, actor) => ({ path: `/api/v1/flash-packages/${world.flashing.packageId}`, ...bearer(world, actor) }),
    outcomes: { ...flashById, removed: 401 },
    noted: true,
    reveals: ({ rival }) => [rival.mark],
  },
  'POST /api/v1/flash-packages/:packageId/results': {
    call: (world, actor) => ({
      path: `/api/v1/flash-packages/${world.flashing.packageId}/results`,
      body: JSON.stringify([{ serial: 'W-0003', at: '2026-01-02T03:04:05Z', outcome: 'NG' }]),
      ...bearer(world, actor),
    }),
    outcomes: { ...flashById, removed: 401, viewer: 403 },
  },
  'PUT /api/v1/firmware/:line/builds/:version': {
    call: (world, actor) => ({
      path: `/api/v1/firmware/${world.firmware.number}/builds/9.0.0`,
      body: JSON.stringify({
        ...{ gitCommit: 'c0ffee1', compatibility: { boardRevisions: ['A'] } },
        files: [{ name: 'app.bin', role: 'application', sha256: 'a1'.repeat(32), size: 10 }],
      }),
      ...bearer(world, actor),
    }),
    outcomes: { ...pushed, owner: 201 },
  },
  'PUT /api/v1/firmware/:line/builds/:version/files/:name': {
    call: (world, actor) => ({
      path: `/api/v1/firmware/${world.firmware.number}/builds/2.0.0/files/app.bin`,
      body: world.firmware.image,
      ...bearer(world, actor),
    }),
    // Text is no firmware: who may send it is told so.
    outcomes: { ...pushed, owner: 400 },
  },
  'POST /api/v1/firmware/:line/builds/:version/register': {
    call: (world, actor) => ({
      path: `/api/v1/firmware/${world.firmware.number}/builds/1.1.0/register`,
      ...bearer(world, actor),
    }),
    outcomes: pushed,
  },
  'GET /api/files/designs/:fileId/drawing': {
    // Whoever may see it is told that there is nothing to draw in it.
    call: ({ designs: { fileId } }) => ({ path: `/api/files/designs/${fileId}/drawing` }),
    outcomes: { ...all(400), ...signedOut, stranger: 404, bare: 404, partner: 404 },
  },
  'GET /api/files/designs/:fileId/picture': {
    // Nothing was painted of it; who may see the file is told so.
    call: ({ designs: { fileId } }) => ({ path: `/api/files/designs/${fileId}/picture` }),
    outcomes: { ...all(204), ...signedOut, stranger: 404, bare: 404, partner: 404 },
  },
  'GET /api/files/designs/:fileId/table': {
    call: ({ designs: { fileId } }) => ({ path: `/api/files/designs/${fileId}/table` }),
    outcomes: { ...all(200), ...signedOut, stranger: 404, bare: 404, partner: 404 },
    reveals: ({ partner }) => [partner.mark],
  },
  'GET /api/viewer/pdf/:folder/:name': {
    call: () => ({ path: '/api/viewer/pdf/cmaps/UniGB-UCS2-H.bcmap' }),
    outcomes: health,
  },
  'GET /api/health': { call: () => ({ path: '/api/health' }), outcomes: health },
  'GET /api/health/live': { call: () => ({ path: '/api/health/live' }), outcomes: health },
  'GET /api/health/ready': { call: () => ({ path: '/api/health/ready' }), outcomes: health },
  // Each procedure has a row of its own elsewhere; here the cookie is what is tried.
  'GET /api/trpc/*': [
    {
      call: ({ productId }) => ({ path: trpcQuery('products.getProduct', { productId }) }),
      outcomes: { ...all(200), ...signedOut, stranger: 404 },
    },
    { call: () => ({ path: '/api/trpc/people.signOut' }), outcomes: all(405) },
    { call: () => ({ path: '/api/trpc/products.noSuchThing' }), outcomes: all(404) },
  ],
  'POST /api/trpc/*': [
    {
      call: ({ productId }) => ({
        path: '/api/trpc/products.archiveProduct',
        body: JSON.stringify({ json: { productId, version: 1 } }),
      }),
      outcomes: { ...all(403), ...signedOut, stranger: 404, owner: 200 },
    },
    {
      call: ({ partner }) => ({
        path: '/api/trpc/people.signIn',
        body: JSON.stringify({ json: { email: partner.owner.email, password } }),
      }),
      outcomes: all(200),
      reveals: ({ partner }) => [partner.orgId, partner.owner.id],
    },
  ],
  'POST /api/uploads/bom': {
    call: ({ productId, importFile }) => ({
      path: `/api/uploads/bom?product=${productId}&name=board.csv&size=${importFile.bytes.length}&sha256=${importFile.sha256}`,
      body: importFile.bytes,
    }),
    outcomes: { ...all(403), ...signedOut, stranger: 404, owner: 201 },
  },
  'POST /api/uploads/placements': {
    call: ({ bomId }) => ({
      path: `/api/uploads/placements?bom=${bomId}&name=top.csv&size=${placements.length}`,
      body: placements,
    }),
    outcomes: { ...all(403), ...signedOut, stranger: 404, bare: 404, owner: 201 },
  },
  'GET /api/files/placements/:fileId/report.csv': {
    call: ({ matching }) => ({ path: `/api/files/placements/${matching.placementFileId}/report.csv` }),
    outcomes: bomById,
  },
  'POST /api/uploads/cross-references': {
    call: ({ partner }) => ({
      path: `/api/uploads/cross-references?counterpart=${partner.orgId}&size=${numbers.length}`,
      body: numbers,
    }),
    outcomes: { ...all(404), ...signedOut, viewer: 200, owner: 200 },
  },
  'GET /api/files/bom-imports/:importId/report.csv': {
    call: ({ importId }) => ({ path: `/api/files/bom-imports/${importId}/report.csv` }),
    outcomes: brandById,
  },
  'GET /api/files/bom-imports/:importId/original': {
    call: ({ importId }) => ({ path: `/api/files/bom-imports/${importId}/original` }),
    outcomes: brandById,
  },
  'GET /api/files/bom-revisions/:revisionId/export.csv': {
    call: ({ revisionId }) => ({ path: `/api/files/bom-revisions/${revisionId}/export.csv` }),
    outcomes: bomById,
  },
  'GET /api/files/bom-revisions/:revisionId/export.xlsx': {
    call: ({ revisionId }) => ({ path: `/api/files/bom-revisions/${revisionId}/export.xlsx` }),
    outcomes: bomById,
  },
  'GET /api/files/bom-revisions/:revisionId/cost.csv': {
    call: ({ revisionId }) => ({ path: `/api/files/bom-revisions/${revisionId}/cost.csv?quantity=100` }),
    outcomes: { ...bomById, viewer: 403, partner: 403 },
  },
  'GET /api/files/bom-revisions/:revisionId/cost.xlsx': {
    call: ({ revisionId }) => ({ path: `/api/files/bom-revisions/${revisionId}/cost.xlsx?quantity=100&currency=CNY` }),
    outcomes: { ...bomById, viewer: 403, partner: 403 },
  },
  'GET /api/files/bom-revisions/:revisionId/supply.csv': {
    call: ({ revisionId }) => ({ path: `/api/files/bom-revisions/${revisionId}/supply.csv?quantity=100` }),
    outcomes: bomById,
  },
  'GET /api/files/bom-revisions/:revisionId/explosion.csv': {
    call: ({ revisionId }) => ({ path: `/api/files/bom-revisions/${revisionId}/explosion.csv?quantity=500` }),
    outcomes: bomById,
  },
  'GET /api/files/bom-revisions/:revisionId/explosion.xlsx': {
    call: ({ revisionId }) => ({
      path: `/api/files/bom-revisions/${revisionId}/explosion.xlsx?quantity=500&variant=EU`,
    }),
    outcomes: bomById,
  },
  'GET /api/files/bom-revisions/:revisionId/bilingual.xlsx': {
    call: ({ revisionId }) => ({ path: `/api/files/bom-revisions/${revisionId}/bilingual.xlsx` }),
    outcomes: bomById,
  },
  'GET /api/files/bom-revisions/:revisionId/gb18030.csv': {
    call: ({ revisionId }) => ({ path: `/api/files/bom-revisions/${revisionId}/gb18030.csv` }),
    outcomes: bomById,
  },
  'GET /api/files/bom-comparisons/:before/:after/comparison.xlsx': {
    call: ({ revisions }) => ({
      path: `/api/files/bom-comparisons/${revisions.supersededId}/${revisions.releasedId}/comparison.xlsx`,
    }),
    outcomes: bomById,
  },
  'GET /api/files/bom-revisions/:revisionId/original': {
    call: ({ revisionId }) => ({ path: `/api/files/bom-revisions/${revisionId}/original` }),
    outcomes: { ...bomById, viewer: 403, partner: 403 },
  },
  'GET /api/files/spec-revisions/:revisionId/contract.json': {
    call: ({ specs: { drafted } }) => ({ path: `/api/files/spec-revisions/${drafted.revisionId}/contract.json` }),
    outcomes: bomById,
  },
  'POST /api/uploads/attachment': [
    {
      call: ({ productId, partner }, actor) => ({
        path: `/api/uploads/attachment?product=${productId}&audience=pair&name=solder.png&size=${photo.length}${actor === 'owner' ? `&partner=${partner.orgId}` : ''}`,
        body: photo,
      }),
      outcomes: { ...all(201), ...signedOut, viewer: 403, stranger: 404 },
    },
    {
      // Another factory cannot be named, whether it exists or not.
      call: ({ productId, partner }) => ({
        path: `/api/uploads/attachment?product=${productId}&audience=pair&name=solder.png&size=${photo.length}&partner=${partner.orgId}`,
        body: photo,
      }),
      outcomes: { ...all(404), ...signedOut, viewer: 403, partner: 201, owner: 201 },
    },
    {
      call: ({ productId }) => ({
        path: `/api/uploads/attachment?product=${productId}&audience=all&name=solder.png&size=${photo.length}`,
        body: photo,
      }),
      outcomes: { ...all(403), ...signedOut, stranger: 404, owner: 201 },
    },
  ],
  'GET /api/files/attachments/:attachmentId': [
    {
      call: ({ partner }) => ({ path: `/api/files/attachments/${partner.attachmentId}` }),
      outcomes: { ...all(404), ...signedOut, viewer: 200, partner: 200, owner: 200 },
    },
    {
      call: ({ partner }) => ({ path: `/api/files/attachments/${partner.attachmentId}?inline=1` }),
      outcomes: { ...all(404), ...signedOut, viewer: 200, partner: 200, owner: 200 },
    },
  ],
  // Sign-in through providers; none is configured here, and a session tells its own holder alone.
  'GET /api/auth/[...nextauth]': [
    { call: () => ({ path: '/api/auth/providers' }), outcomes: all(200) },
    { call: () => ({ path: '/api/auth/session' }), outcomes: all(200) },
  ],
  'POST /api/auth/[...nextauth]': { call: () => ({ path: '/api/auth/signin/github', body: '{}' }), outcomes: all(302) },
}
