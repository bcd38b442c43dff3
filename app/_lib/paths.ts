/** Adds where to go on to; home is where one goes anyway. */
const onTo = (path: string, next: string | null | undefined): string =>
  next && next !== '/' ? `${path}${path.includes('?') ? '&' : '?'}next=${encodeURIComponent(next)}` : path

/** Every address of the portal. The language is never part of one: partners paste links to each other. */
export const paths = {
  home: () => '/',
  welcome: (next?: string) => onTo('/welcome', next),
  signIn: (next?: string) => onTo('/sign-in', next),
  signUp: (next?: string | null) => onTo('/sign-up', next),
  confirmSignUp: (token: string, next?: string | null) => onTo(`/confirm-sign-up?token=${token}`, next),
  forgotPassword: (next?: string) => onTo('/forgot-password', next),
  resetPassword: (token: string, next?: string | null) => onTo(`/reset-password?token=${token}`, next),
  signInLink: (next?: string) => onTo('/sign-in-link', next),
  magicLink: (token: string, next?: string | null) => onTo(`/magic-link?token=${token}`, next),
  verifyEmail: (token: string) => `/verify-email?token=${token}`,
  invitation: (token: string) => `/invitations/${token}`,
  partnerInvitation: (token: string) => `/partner-invitations/${token}`,
  products: () => '/products',
  newProduct: () => '/products/new',
  product: (productId: string) => `/products/${productId}`,
  partners: (productId: string) => `/products/${productId}/partners`,
  ndaRecord: (ndaId: string) => `/nda-records/${ndaId}`,
  threads: (productId: string) => `/products/${productId}/threads`,
  thread: (productId: string, threadId: string) => `/products/${productId}/threads?thread=${threadId}`,
  designs: (productId: string) => `/products/${productId}/files`,
  design: (productId: string, setId: string, revisionId?: string) =>
    `/products/${productId}/files/${setId}${revisionId === undefined ? '' : `?revision=${revisionId}`}`,
  /** A file to look at; `pin`: with this pin open. */
  designView: (productId: string, setId: string, fileId: string, pinId?: string) =>
    `/products/${productId}/files/${setId}/view/${fileId}${pinId === undefined ? '' : `?pin=${pinId}`}`,
  /** Wherever the pin is by now. */
  designPin: (productId: string, setId: string, pinId: string) => `/products/${productId}/files/${setId}/pins/${pinId}`,
  /** Two revisions against each other; without any, the release in force and the newest. */
  designCompare: (
    productId: string,
    setId: string,
    pair?: Readonly<{ before: string; after: string; file?: string }>,
  ) =>
    `/products/${productId}/files/${setId}/compare${pair ? `?before=${pair.before}&after=${pair.after}${pair.file ? `&file=${encodeURIComponent(pair.file)}` : ''}` : ''}`,
  designDrawing: (fileId: string) => `/api/files/designs/${fileId}/drawing`,
  designPicture: (fileId: string, size: 'small' | 'large', page = 1) =>
    `/api/files/designs/${fileId}/picture?size=${size}&page=${page}`,
  pdfPart: (folder: string) => `/api/viewer/pdf/${folder}/`,
  designTable: (fileId: string) => `/api/files/designs/${fileId}/table`,
  designFile: (fileId: string) => `/api/files/designs/${fileId}`,
  packages: (productId: string) => `/products/${productId}/packages`,
  package: (productId: string, packageId: string) => `/products/${productId}/packages/${packageId}`,
  goldens: (productId: string) => `/products/${productId}/golden`,
  golden: (productId: string, goldenId: string) => `/products/${productId}/golden/${goldenId}`,
  sharedPackage: (token: string) => `/share/packages/${token}`,
  firmware: (productId: string) => `/products/${productId}/firmware`,
  flashing: (productId: string, serial?: string) =>
    `/products/${productId}/firmware/flashing${serial ? `?serial=${encodeURIComponent(serial)}` : ''}`,
  flashPackage: (productId: string, packageId: string) => `/products/${productId}/firmware/flashing/${packageId}`,
  flashStation: (productId: string, packageId: string) =>
    `/products/${productId}/firmware/flashing/${packageId}/station`,
  firmwareLine: (productId: string, lineId: string) => `/products/${productId}/firmware/${lineId}`,
  /** `before`: the build it is compared with. */
  firmwareBuild: (productId: string, lineId: string, buildId: string, before?: string) =>
    `/products/${productId}/firmware/${lineId}/${buildId}${before === undefined ? '' : `?before=${before}`}`,
  firmwareFile: (fileId: string) => `/api/files/firmware/${fileId}`,
  firmwareUpload: (buildId: string, name: string) => `/api/uploads/firmware/${buildId}/${encodeURIComponent(name)}`,
  gates: (productId: string) => `/products/${productId}/gates`,
  gate: (productId: string, phase: string) => `/products/${productId}/gates?phase=${phase}`,
  eqs: (productId: string) => `/products/${productId}/threads?kind=eq`,
  eq: (productId: string, threadId: string) => `/products/${productId}/threads?kind=eq&thread=${threadId}`,
  boms: (productId: string) => `/products/${productId}/boms`,
  bom: (productId: string, bomId: string) => `/products/${productId}/boms/${bomId}`,
  bomLine: (productId: string, bomId: string, lineId: string) => `/products/${productId}/boms/${bomId}?line=${lineId}`,
  bomThread: (productId: string, bomId: string, threadId: string) =>
    `/products/${productId}/boms/${bomId}?thread=${threadId}`,
  bomCost: (productId: string, bomId: string) => `/products/${productId}/boms/${bomId}/cost`,
  bomSupply: (productId: string, bomId: string) => `/products/${productId}/boms/${bomId}/supply`,
  bomStructure: (productId: string, bomId: string) => `/products/${productId}/boms/${bomId}/structure`,
  bomVariants: (productId: string, bomId: string) => `/products/${productId}/boms/${bomId}/variants`,
  /** The factory's view; the brand names the factory. */
  bomMbom: (productId: string, bomId: string, partnerOrgId?: string) =>
    `/products/${productId}/boms/${bomId}/mbom${partnerOrgId ? `?factory=${partnerOrgId}` : ''}`,
  bomMatch: (productId: string, bomId: string, group?: string) =>
    `/products/${productId}/boms/${bomId}/match${group ? `?group=${group}` : ''}`,
  placements: (productId: string, bomId: string) => `/products/${productId}/boms/${bomId}/placements`,
  bomFinding: (productId: string, bomId: string) => `/products/${productId}/boms/${bomId}?show=all`,
  crossReferences: () => '/parts/cross-references',
  substitutions: (productId: string, bomId: string, substitutionId?: string) =>
    `/products/${productId}/boms/${bomId}/substitutions${substitutionId ? `?request=${substitutionId}` : ''}`,
  changes: (productId: string) => `/products/${productId}/changes`,
  change: (productId: string, changeId: string) => `/products/${productId}/changes/${changeId}`,
  bomCompare: (productId: string, bomId: string, pair?: Readonly<{ before: string; after: string }>) =>
    `/products/${productId}/boms/${bomId}/compare${pair ? `?before=${pair.before}&after=${pair.after}` : ''}`,
  newImport: (productId: string) => `/products/${productId}/boms/import`,
  bomImport: (productId: string, importId: string) => `/products/${productId}/boms/import/${importId}`,
  contract: (productId: string, specId: string, revisionId?: string | null, channel?: string) =>
    `/products/${productId}/specs/${specId}/contract${revisionId ? `?revision=${revisionId}` : ''}${channel ? `#channel-${channel}` : ''}`,
  specs: (productId: string) => `/products/${productId}/specs`,
  spec: (productId: string, specId: string) => `/products/${productId}/specs/${specId}`,
  specRevision: (productId: string, specId: string, revisionId: string) =>
    `/products/${productId}/specs/${specId}?revision=${revisionId}`,
  requirement: (productId: string, specId: string, requirementId: string) =>
    `/products/${productId}/specs/${specId}?requirement=${requirementId}`,
  /** Two revisions against each other; without any, the binding one and the newest. */
  specCompare: (productId: string, specId: string, pair?: Readonly<{ before: string; after: string }>) =>
    `/products/${productId}/specs/${specId}/compare${pair ? `?before=${pair.before}&after=${pair.after}` : ''}`,
  redlines: (productId: string, specId: string) => `/products/${productId}/specs/${specId}/redlines`,
  readBacks: (productId: string, specId: string) => `/products/${productId}/specs/${specId}/read-back`,
  specThread: (productId: string, specId: string, threadId: string) =>
    `/products/${productId}/specs/${specId}?thread=${threadId}`,
  /** Files: answered by the server itself, not by pages. */
  files: {
    flashPackage: (packageId: string) => `/api/files/flash-packages/${packageId}/package.zip`,
    flashResults: (packageId: string) => `/api/files/flash-packages/${packageId}/results.csv`,
    uploadFlashResults: (packageId: string) => `/api/uploads/flash-packages/${packageId}/results`,
    uploadPlacements: () => '/api/uploads/placements',
    uploadPairs: () => '/api/uploads/cross-references',
    placementReport: (fileId: string, revisionId: string) =>
      `/api/files/placements/${fileId}/report.csv?revision=${revisionId}`,
    partsExport: (format: 'csv' | 'xlsx') => `/api/files/parts/library.${format}`,
    uploadParts: () => '/api/uploads/parts',
    uploadBom: () => '/api/uploads/bom',
    /** `query`: the build as the page shows it, `quantity=1000&currency=USD`. */
    bomCost: (revisionId: string, format: 'csv' | 'xlsx', query: string) =>
      `/api/files/bom-revisions/${revisionId}/cost.${format}?${query}`,
    bomSupply: (revisionId: string, query: string) => `/api/files/bom-revisions/${revisionId}/supply.csv?${query}`,
    bomExport: (revisionId: string, format: 'csv' | 'xlsx' | 'bilingual' | 'gb18030') =>
      `/api/files/bom-revisions/${revisionId}/${{ csv: 'export.csv', xlsx: 'export.xlsx', bilingual: 'bilingual.xlsx', gb18030: 'gb18030.csv' }[format]}`,
    bomComparison: (before: string, after: string) => `/api/files/bom-comparisons/${before}/${after}/comparison.xlsx`,
    package: (packageId: string) => `/api/files/packages/${packageId}`,
    golden: (goldenId: string) => `/api/files/golden/${goldenId}`,
    sharedPackage: (token: string) => `/api/share/packages/${token}`,
    uploadAttachment: () => '/api/uploads/attachment',
    attachment: (attachmentId: string) => `/api/files/attachments/${attachmentId}`,
    attachmentInline: (attachmentId: string) => `/api/files/attachments/${attachmentId}?inline=1`,
    specExport: (revisionId: string, format: 'pdf' | 'xlsx') =>
      `/api/files/spec-revisions/${revisionId}/spec.${format}`,
    specSheet: (revisionId: string) => `/api/uploads/spec-revisions/${revisionId}/sheet`,
    /** `query` says what is built: `quantity`, `variant`, `optional`, `factory`. */
    bomExplosion: (revisionId: string, format: 'csv' | 'xlsx', query: string) =>
      `/api/files/bom-revisions/${revisionId}/explosion.${format}?${query}`,
    bomOriginal: (revisionId: string) => `/api/files/bom-revisions/${revisionId}/original`,
    contract: (revisionId: string) => `/api/files/spec-revisions/${revisionId}/contract.json`,
    importReport: (importId: string) => `/api/files/bom-imports/${importId}/report.csv`,
    importOriginal: (importId: string) => `/api/files/bom-imports/${importId}/original`,
  },
  /** `query` as it stands in the address of the list: `filter=noApproved`. */
  parts: (query = '') => (query === '' ? '/parts' : `/parts?${query}`),
  part: (partId: string) => `/parts/${partId}`,
  partImport: () => '/parts/import',
  exchangeRates: () => '/parts/rates',
  manufacturers: () => '/manufacturers',
  manufacturer: (orgId: string) => `/manufacturers/${orgId}`,
  search: (query: string) => (query === '' ? '/search' : `/search?q=${encodeURIComponent(query)}`),
  inbox: () => '/inbox',
  /** `filter` as it stands in the address of the queue: `critical=1`, `mine=1`, `state=stale`. */
  translations: (productId?: string, filter?: 'critical=1' | 'mine=1' | 'state=stale') =>
    productId ? `/translations?product=${productId}${filter ? `&${filter}` : ''}` : '/translations',
  outbox: () => '/outbox',
  settings: {
    profile: () => '/settings/profile',
    security: () => '/settings/security',
    notifications: () => '/settings/notifications',
    organization: () => '/settings/organization',
    members: () => '/settings/members',
    glossary: (find?: string) => `/settings/glossary${find ? `?find=${encodeURIComponent(find)}` : ''}`,
    apiTokens: () => '/settings/api-tokens',
    firmwareKeys: () => '/settings/firmware-keys',
    audit: () => '/settings/audit',
  },
} as const
