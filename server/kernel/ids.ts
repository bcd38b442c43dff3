import { uuidv7obj } from 'uuidv7'

/** Every prefix in the product, so that a log line reads itself. */
export const idPrefixes = {
  user: 'usr',
  session: 'ses',
  account: 'acc',
  org: 'org',
  invitation: 'inv',
  product: 'prd',
  party: 'pty',
  nda: 'nda',
  bom: 'bom',
  bomRevision: 'rev',
  bomLine: 'lin',
  bomImport: 'imp',
  bomRemoval: 'rmv',
  thread: 'thr',
  post: 'pst',
  notification: 'ntf',
  mail: 'mal',
  event: 'evt',
  file: 'fil',
  term: 'trm',
  spec: 'spc',
  specRevision: 'srv',
  requirement: 'req',
  signature: 'sig',
  acknowledgement: 'ack',
  redline: 'rdl',
  readBack: 'rbk',
  attachment: 'att',
  gate: 'gat',
  gateItem: 'gti',
  gateEvidence: 'evd',
  gateReview: 'grv',
  waiver: 'wvr',
  part: 'prt',
  manufacturerPart: 'mfp',
  supplierPart: 'spt',
  crossReference: 'xrf',
  partMatch: 'pmt',
  exchangeRate: 'fxr',
  importTemplate: 'tpl',
  placementFile: 'pnp',
  addition: 'mba',
  consignment: 'csg',
  cost: 'cst',
  substitution: 'sub',
  change: 'chg',
  changeItem: 'chi',
  impact: 'chp',
  disposition: 'chd',
  changeTask: 'cht',
  designSet: 'dst',
  designRevision: 'dsr',
  designUpload: 'upl',
  apiToken: 'tok',
  flashPackage: 'fpk',
  flashResult: 'frs',
  flashSetAside: 'fsa',
  packageRecipe: 'pkr',
  package: 'pkg',
  packageDownload: 'pkd',
  packageLink: 'pkl',
  goldenPackage: 'gld',
  goldenDownload: 'gdl',
  firmwareLine: 'fwl',
  firmwareBuild: 'fwb',
  firmwareFile: 'fwf',
  firmwareKey: 'fwk',
  firmwareSignature: 'fws',
  firmwarePromotion: 'fwp',
  designPin: 'pin',
} as const
export type IdKind = keyof typeof idPrefixes

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** A time-ordered id such as `bom_01k9…`: prefix, underscore, 26 characters of Crockford base 32 (a UUIDv7). */
export function newId(kind: IdKind): string {
  let value = BigInt(`0x${uuidv7obj().toHex()}`)
  let text = ''
  for (let digit = 0; digit < 26; digit++) {
    text = alphabet.charAt(Number(value & 31n)) + text
    value >>= 5n
  }
  return `${idPrefixes[kind]}_${text}`
}

/** Whether a text has the shape of an id of this kind. Says nothing about existence. */
export function isId(kind: IdKind, text: string): boolean {
  return text.startsWith(`${idPrefixes[kind]}_`) && /^[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}$/.test(text)
}
