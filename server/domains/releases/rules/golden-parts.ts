import type { PromotionRefusalCode } from '@/server/domains/firmware/rules/promotion'
import type { BilingualText } from '@/server/kernel/bilingual'

/** A release that belongs to a golden package, copied: names stay as they were. `hash` of its content, as its domain has it. */
export type GoldenRelease = Readonly<{
  /** The specification, the BOM or the design set. */
  id: string
  /** `WL-20-SPEC-01`; a BOM has a name only. */
  number: string
  name: BilingualText
  revisionId: string
  letter: string
  hash: string
}>
export type GoldenBom = GoldenRelease &
  Readonly<{
    /** Which of the ways the device may be built as; null where the BOM knows one only. */
    variant: string | null
  }>
/** A build of a firmware line that is in production. */
export type GoldenFirmware = Readonly<{
  lineId: string
  number: string
  name: BilingualText
  buildId: string
  version: string
  /** The letter of the board it is in production for. */
  board: string
  hash: string
}>
/** A single file of a released design set: a test plan, packaging artwork. */
export type GoldenFile = Readonly<{
  fileId: string
  set: string
  letter: string
  name: string
  hash: string
  size: number
}>

/** What a golden package is made of. */
export type GoldenParts = Readonly<{
  spec: GoldenRelease | null
  bom: GoldenBom | null
  designs: readonly GoldenRelease[]
  firmware: readonly GoldenFirmware[]
  testPlans: readonly GoldenFile[]
  artwork: readonly GoldenFile[]
}>
export const goldenPartKinds = ['spec', 'bom', 'designs', 'firmware', 'testPlans', 'artwork'] as const
export type GoldenPartKind = (typeof goldenPartKinds)[number]

/** A build that a line has in production for a board. */
export type FirmwareInForce = Readonly<{
  board: string
  buildId: string
  version: string
  /** Codes of the variants it states; none: any. */
  variants: readonly string[]
  /** Where what it states of its BOM and of the cloud does not hold by now. */
  doubts: readonly PromotionRefusalCode[]
}>

/** What is in force of a product now, by which parts are judged. */
export type GoldenFacts = Readonly<{
  /** Released specifications, BOMs and design sets: the revision in force by the id of the thing. */
  inForce: ReadonlyMap<string, Readonly<{ revisionId: string; letter: string }>>
  /** Specification revisions that the factory signed with the brand or took note of. */
  agreed: ReadonlySet<string>
  /** Codes of the variants of the chosen BOM revision. */
  variants: readonly string[]
  /** Firmware lines of the product and what each has in production, by board letter. */
  lines: readonly Readonly<{
    lineId: string
    number: string
    boardSetId: string | null
    bomId: string | null
    production: readonly FirmwareInForce[]
  }>[]
  /** Files of released design sets that are test plans or artwork, by id. */
  files: ReadonlySet<string>
  /** Parts of the product the factory was shown. */
  shared: ReadonlySet<'specs' | 'boms' | 'files' | 'firmware'>
}>

/**
 * What stands against proposing. `stop`: a part that is not what is built, or that the factory was not shown; it has to be
 * mended. `open`: something there is none of; people may agree that it is not needed. `subject`: what it is about.
 */
export type GoldenGap = Readonly<{
  kind: GoldenPartKind
  reason:
    | 'none'
    | 'leftOut'
    | 'notInForce'
    | 'notAgreed'
    | 'variantOpen'
    | 'notInProduction'
    | 'otherBoard'
    | 'otherBom'
    | 'otherContract'
    | 'notShared'
  weight: 'stop' | 'open'
  subject: string
  /** Of what the gap is mended: the thing's id, for the way there. */
  id: string | null
}>

const grantOf = {
  spec: 'specs',
  bom: 'boms',
  designs: 'files',
  firmware: 'firmware',
  testPlans: 'files',
  artwork: 'files',
} as const

type Release = Pick<GoldenRelease, 'id' | 'number' | 'name' | 'revisionId'>
/** Gaps are kept with what is signed, so a name that has no number stands in both languages. */
const titleOf = ({ number, name }: Pick<GoldenRelease, 'number' | 'name'>): string =>
  number || [...new Set([name.en, name.zh])].filter(Boolean).join(' ')

/** All that is missing or not in force, in the order of the parts. */
export function goldenGaps(parts: GoldenParts, facts: GoldenFacts): GoldenGap[] {
  const gaps: GoldenGap[] = []
  const add = (
    kind: GoldenPartKind,
    reason: GoldenGap['reason'],
    weight: GoldenGap['weight'],
    subject = '',
    id: string | null = null,
  ) => gaps.push({ kind, reason, weight, subject, id })
  const current = (kind: GoldenPartKind, release: Release) => {
    if (facts.inForce.get(release.id)?.revisionId !== release.revisionId)
      add(kind, 'notInForce', 'stop', titleOf(release), release.id)
  }
  const { spec, bom, designs, firmware, testPlans, artwork } = parts
  if (spec === null) add('spec', 'none', 'open')
  else {
    current('spec', spec)
    if (!facts.agreed.has(spec.revisionId)) add('spec', 'notAgreed', 'open', titleOf(spec), spec.id)
  }
  if (bom === null) add('bom', 'none', 'open')
  else {
    current('bom', bom)
    if (facts.variants.length > 0 && (bom.variant === null || !facts.variants.includes(bom.variant)))
      add('bom', 'variantOpen', 'open', titleOf(bom), bom.id)
  }
  if (designs.length === 0) add('designs', 'none', 'open')
  for (const design of designs) current('designs', design)
  const told = facts.shared.has('firmware')
  const missed = missingLines(parts, facts)
  if (firmware.length === 0 && facts.lines.length === 0) add('firmware', 'none', 'open')
  // What lines there are is for who was shown firmware; anybody else learns that there is none in this package.
  else if (told ? firmware.length === 0 && missed.length === 0 : missed.length > 0 || firmware.length === 0)
    add('firmware', 'leftOut', 'open')
  if (told) for (const { number, lineId } of missed) add('firmware', 'notInProduction', 'open', number, lineId)
  for (const chosen of firmware)
    for (const [reason, weight] of firmwareDoubts(chosen, parts, facts))
      add('firmware', reason, weight, `${chosen.number} ${chosen.version}`, chosen.lineId)
  for (const [kind, files] of [
    ['testPlans', testPlans],
    ['artwork', artwork],
  ] as const) {
    if (files.length === 0) add(kind, 'none', 'open')
    for (const file of files) if (!facts.files.has(file.fileId)) add(kind, 'notInForce', 'stop', file.name)
  }
  const holds = { spec: spec !== null, bom: bom !== null, designs: designs.length > 0, firmware: firmware.length > 0 }
  const filled = { ...holds, testPlans: testPlans.length > 0, artwork: artwork.length > 0 }
  for (const kind of goldenPartKinds)
    if (filled[kind] && !facts.shared.has(grantOf[kind])) add(kind, 'notShared', 'stop')
  return gaps.toSorted((a, b) => goldenPartKinds.indexOf(a.kind) - goldenPartKinds.indexOf(b.kind))
}

/** What stands against a build of the package: it is not in production, or not for the board, BOM and cloud beside it. */
function firmwareDoubts(
  { lineId, buildId, board }: GoldenFirmware,
  { bom, designs }: GoldenParts,
  { lines }: GoldenFacts,
): [GoldenGap['reason'], GoldenGap['weight']][] {
  const line = lines.find((each) => each.lineId === lineId)
  const now = line?.production.find((each) => each.buildId === buildId && each.board === board)
  if (!line || !now) return [['notInForce', 'stop']]
  const found: [GoldenGap['reason'], GoldenGap['weight']][] = []
  const beside = designs.find(({ id }) => id === line.boardSetId)
  if (beside && beside.letter !== board) found.push(['otherBoard', 'stop'])
  const variant = bom !== null && bom.id === line.bomId ? bom.variant : null
  const isForOther = variant !== null && now.variants.length > 0 && !now.variants.includes(variant)
  if (isForOther || now.doubts.some((code) => /^(bom|variant)/.test(code))) found.push(['otherBom', 'open'])
  if (now.doubts.some((code) => code.startsWith('contract'))) found.push(['otherContract', 'open'])
  return found
}

/** Lines that belong to what is built and are not in it: those of a chosen board, and those of no board in particular. */
function missingLines({ designs, firmware }: GoldenParts, { lines }: GoldenFacts): GoldenFacts['lines'] {
  return lines.filter(
    ({ lineId, boardSetId }) =>
      !firmware.some((chosen) => chosen.lineId === lineId) &&
      (boardSetId === null || designs.some(({ id }) => id === boardSetId)),
  )
}

/** By what an open gap is known: whoever proposes has seen these and no others. */
export const gapKey = ({ kind, reason, subject }: GoldenGap): string => `${kind} ${reason} ${subject}`.trim()

export const isEmptyGolden = ({ spec, bom, designs, firmware, testPlans, artwork }: GoldenParts): boolean =>
  spec === null && bom === null && [designs, firmware, testPlans, artwork].every(({ length }) => length === 0)

export const noParts: GoldenParts = { spec: null, bom: null, designs: [], firmware: [], testPlans: [], artwork: [] }

/** As people read a hash to each other: `3f9a 12c0 77be 04d1`. */
export const shortHash = (hash: string): string => hash.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')
