import { createHash, generateKeyPairSync } from 'node:crypto'
import { type AccessRow, brandById, brandByProduct, member, nothing, ownOrg, party, product } from './outcomes'

/** Parties that were shown firmware: of the factories the rival alone. */
const firmwareByProduct = { ...party, bare: 'FORBIDDEN', partner: 'FORBIDDEN' } as const
const firmwareById = { ...party, bare: 'NOT_FOUND', partner: 'NOT_FOUND' } as const
/** Changes of what those parties read: the brand's, by role. */
const brandEdit = { ...brandByProduct, bare: 'NOT_FOUND', partner: 'NOT_FOUND' } as const
/** Builds that no factory was ever given, and what is asked for. */
const brandOwn = brandById
const brandReads = { ...brandById, viewer: 'ok' } as const

const name = { en: 'Main', zh: '主控' }
const why = { en: 'It hangs.', zh: '' }
const bare = { boardSetId: null, bomId: null, specId: null, chips: [], arch: null, memory: [], slotBytes: null }
const publicKey = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' })
const sha256 = createHash('sha256').update('x').digest('hex')

export const firmware: Record<string, AccessRow | readonly AccessRow[]> = {
  'firmware.listLines': { input: product, outcomes: firmwareByProduct },
  'firmware.listPlaces': { input: product, outcomes: brandByProduct },
  // A number that belongs to another organisation is none.
  'firmware.findLineByNumber': { input: ({ firmware: { number } }) => ({ number }), outcomes: member },
  'firmware.getLine': { input: ({ firmware: { lineId } }) => ({ lineId }), outcomes: firmwareById },
  'firmware.getBuild': [
    { input: ({ firmware: { shippedBuildId } }) => ({ buildId: shippedBuildId }), outcomes: firmwareById },
    { input: ({ firmware: { idleBuildId } }) => ({ buildId: idleBuildId }), outcomes: brandReads },
    { input: ({ firmware: { benchBuildId } }) => ({ buildId: benchBuildId }), outcomes: brandReads },
  ],
  'firmware.compareBuilds': [
    {
      input: ({ firmware: { shippedBuildId } }) => ({ before: shippedBuildId, after: shippedBuildId }),
      outcomes: firmwareById,
    },
    {
      input: ({ firmware: { shippedBuildId, idleBuildId } }) => ({ before: shippedBuildId, after: idleBuildId }),
      outcomes: brandReads,
    },
  ],
  'firmware.inForce': [
    {
      input: ({ firmware: { lineId } }) => ({ lineId, channel: 'production', boardRevision: 'A' }),
      outcomes: firmwareById,
    },
    {
      input: ({ firmware: { lineId } }) => ({ lineId, channel: 'bringUp', boardRevision: 'A' }),
      outcomes: firmwareById,
    },
  ],
  'firmware.checkPromotion': [
    {
      input: ({ firmware: { shippedBuildId } }) => ({ buildId: shippedBuildId, channel: 'test', boardRevision: 'A' }),
      outcomes: brandEdit,
    },
    {
      input: ({ firmware: { idleBuildId } }) => ({ buildId: idleBuildId, channel: 'test', boardRevision: 'A' }),
      outcomes: brandOwn,
    },
  ],
  'firmware.listKeys': { input: nothing, outcomes: member },
  'firmware.createLine': { input: ({ productId }) => ({ productId, name }), outcomes: brandByProduct },
  'firmware.editLine': {
    input: ({ firmware: { lineId } }) => ({ lineId, version: 1, name, ...bare }),
    outcomes: brandEdit,
  },
  'firmware.nameApprovers': {
    input: ({ firmware: { lineId }, brand }) => ({
      ...{ lineId, channel: 'production', version: 0, approverIds: [brand.engineer.id] },
    }),
    outcomes: brandEdit,
  },
  'firmware.registerKey': { input: () => ({ name: 'Key', publicKey }), outcomes: ownOrg },
  'firmware.retireKey': {
    input: ({ firmware: { keyId } }) => ({ keyId, version: 1 }),
    outcomes: brandById,
  },
  'firmware.declareBuild': {
    input: ({ firmware: { lineId } }) => ({
      ...{ lineId, version: '3.0.0', gitCommit: 'c0ffee1', compatibility: { boardRevisions: ['A'] } },
      files: [{ name: 'app.bin', role: 'application', sha256, size: 1 }],
    }),
    outcomes: brandEdit,
  },
  'firmware.addSignature': {
    input: ({ firmware: { idleFileId, signature } }) => ({ fileId: idleFileId, signature }),
    outcomes: brandOwn,
  },
  'firmware.registerBuild': {
    input: ({ firmware: { openBuildId } }) => ({ buildId: openBuildId }),
    outcomes: { ...brandOwn, owner: 'CONFLICT' },
  },
  'firmware.discardBuild': {
    input: ({ firmware: { openBuildId } }) => ({ buildId: openBuildId }),
    outcomes: brandOwn,
  },
  'firmware.withdrawBuild': [
    {
      input: ({ firmware: { shippedBuildId } }) => ({ buildId: shippedBuildId, reason: why }),
      outcomes: brandEdit,
    },
    { input: ({ firmware: { idleBuildId } }) => ({ buildId: idleBuildId, reason: why }), outcomes: brandOwn },
  ],
  'firmware.requestPromotion': {
    input: ({ firmware: { idleBuildId } }) => ({ buildId: idleBuildId, channel: 'test', boardRevision: 'A' }),
    outcomes: brandOwn,
  },
  'firmware.approvePromotion': {
    input: ({ firmware: { promotionId } }) => ({ promotionId }),
    // Unsigned, which comes to stand against it: the owner is asked, and is refused for the build.
    outcomes: { ...brandOwn, owner: 'CONFLICT' },
  },
  'firmware.refusePromotion': {
    input: ({ firmware: { promotionId } }) => ({ promotionId, reason: why }),
    outcomes: brandOwn,
  },
  'firmware.withdrawPromotion': {
    input: ({ firmware: { promotionId } }) => ({ promotionId }),
    outcomes: brandOwn,
  },
}
