import { satisfies } from '@/server/domains/specs/contracts/versioning'
import type { Finding } from '../formats/findings'
import type { FirmwareInspection } from '../formats/inspect-firmware'
import type { FirmwareBuildState, FirmwareChannel } from '../lifecycle'
import { needsApprovers } from './approval'
import type { Compatibility } from './compatibility'
import type { LineExpectation } from './expectation'
import { isFlashable, type FirmwareFileRole } from './firmware-file'
import { checkAgainstProject, type ReleasedFirmware } from './project-checks'
import { comparePrecedence, liesIn } from './sem-ver'
import type { SignatureStanding } from './signature-standing'

/** What can stand against a build on a channel; words at `errors.firmware.<code>`. */
export const promotionRefusalCodes = [
  'buildOpen',
  'buildWithdrawn',
  'alreadyInForce',
  'boardUnknown',
  'boardMismatch',
  'bomUnknown',
  'bomMismatch',
  'bomUnstated',
  'variantUnknown',
  'unsigned',
  'secureDowngrade',
  'versionDowngrade',
  'contractUnstated',
  'contractNotReleased',
  'contractBreaking',
  'bootloaderMismatch',
  'bootloaderUnknown',
  'imageRefused',
] as const
export type PromotionRefusalCode = (typeof promotionRefusalCodes)[number]
export type PromotionRefusal = Readonly<{
  code: PromotionRefusalCode
  params: Readonly<Record<string, string | number>>
  /** A second person may let it pass, with a reason. */
  overridable: boolean
}>

export type PromotedFile = Readonly<{
  name: string
  role: FirmwareFileRole
  inspection: FirmwareInspection | null
  signature: SignatureStanding
}>

export type EarlierBuild = Readonly<{
  buildId: string
  state: FirmwareBuildState
  version: string
  secureVersion: number | null
}>

/** All that is asked about. What the line does not name (null) is not asked. */
export type PromotionFacts = Readonly<{
  channel: FirmwareChannel
  /** The letter of the board. */
  boardRevision: string
  build: Readonly<{
    id: string
    state: FirmwareBuildState
    version: string
    secureVersion: number | null
    compatibility: Compatibility
    files: readonly PromotedFile[]
  }>
  expectation: LineExpectation
  /** Letters of the board that were released. */
  boards: readonly string[] | null
  /** `inForce`: the letter of the release to build from. */
  bom: Readonly<{ letters: readonly string[]; inForce: string | null; variants: readonly string[] }> | null
  /** Versions of the cloud interface; `broken` are released ones that the one in force does not serve any more. */
  contract: Readonly<{ inForce: string | null; released: readonly string[]; broken: readonly string[] }> | null
  /** The build that this channel and board have now. */
  inForceId: string | null
  /** Builds that devices of this board ran, on any channel that counts with this one. */
  earlier: readonly EarlierBuild[]
  /** Applications that this channel and board had, oldest first. */
  released: readonly ReleasedFirmware[]
  /** Of the last build in force here that brought one. */
  bootloaderVersion: string | null
}>

export type PromotionJudgement = Readonly<{
  refusals: readonly PromotionRefusal[]
  /** Warnings about its files, with the file they are about as `file`. */
  findings: readonly Finding[]
}>

type Refuse = (code: PromotionRefusalCode, params?: PromotionRefusal['params'], overridable?: boolean) => void

/**
 * What stands against putting a build on a channel for a board, in the order it is read. Wrong hardware, steps back and a
 * cloud that would not understand it can be overridden by two people; what does not exist, is damaged or unsigned in
 * production cannot. `now` only dates the images.
 */
export function judgePromotion(facts: PromotionFacts, now: Date): PromotionJudgement {
  const refusals: PromotionRefusal[] = []
  const refuse: Refuse = (code, params = {}, overridable = false) => refusals.push({ code, params, overridable })
  checkBuild(facts, refuse)
  checkHardware(facts, refuse)
  checkBom(facts, refuse)
  checkSignatures(facts, refuse)
  checkSteps(facts, refuse)
  checkContract(facts, refuse)
  checkBootloader(facts, refuse)
  const findings = checkImages(facts, now)
  for (const { code, severity, params } of findings)
    if (severity === 'error') refuse('imageRefused', { ...params, finding: code })
  return { refusals, findings: findings.filter(({ severity }) => severity !== 'error') }
}

/**
 * What a build states of its BOM and of the cloud, held against what is released by now: releases come after approvals. What
 * it leaves unstated was let pass by whoever approved it.
 */
export function doubtsAbout(
  compatibility: Compatibility,
  { bom, contract }: Pick<PromotionFacts, 'bom' | 'contract'>,
): PromotionRefusal[] {
  const found: PromotionRefusal[] = []
  // A channel that asks for no statement, and holds what is stated against the same.
  const facts = { channel: 'test', bom, contract, build: { compatibility } } as const
  const refuse: Refuse = (code, params = {}, overridable = false) => found.push({ code, params, overridable })
  checkBom(facts, refuse)
  checkContract(facts, refuse)
  return found
}

const listed = (texts: readonly string[]): string => (texts.length === 0 ? '–' : texts.join(', '))
type Stated = Pick<PromotionFacts, 'channel' | 'bom' | 'contract'> & {
  readonly build: Pick<PromotionFacts['build'], 'compatibility'>
}
const isStrict = ({ channel }: Pick<PromotionFacts, 'channel'>): boolean => needsApprovers(channel)

function checkBuild({ build, inForceId }: PromotionFacts, refuse: Refuse): void {
  if (build.state === 'open') refuse('buildOpen')
  if (build.state === 'withdrawn') refuse('buildWithdrawn', { version: build.version })
  if (inForceId === build.id) refuse('alreadyInForce', { version: build.version })
}

function checkHardware({ boardRevision: board, boards, build }: PromotionFacts, refuse: Refuse): void {
  const { boardRevisions } = build.compatibility
  if (boards !== null && !boards.includes(board)) refuse('boardUnknown', { board, released: listed(boards) })
  if (!boardRevisions.includes(board)) refuse('boardMismatch', { board, stated: listed(boardRevisions) }, true)
}

function checkBom(facts: Stated, refuse: Refuse): void {
  const { bom } = facts
  const { bomRevisions, variants } = facts.build.compatibility
  if (bom === null) return
  const unknown = bomRevisions.filter((letter) => !bom.letters.includes(letter))
  if (unknown.length > 0) refuse('bomUnknown', { stated: listed(unknown), released: listed(bom.letters) })
  const strangers = variants.filter((code) => !bom.variants.includes(code))
  if (strangers.length > 0) refuse('variantUnknown', { stated: listed(strangers), known: listed(bom.variants) })
  if (bomRevisions.length > 0 && bom.inForce !== null && !bomRevisions.includes(bom.inForce))
    refuse('bomMismatch', { bom: bom.inForce, stated: listed(bomRevisions) }, true)
  if (isStrict(facts) && bomRevisions.length === 0 && variants.length === 0) refuse('bomUnstated', {}, true)
}

function checkSignatures(facts: PromotionFacts, refuse: Refuse): void {
  if (!isStrict(facts)) return
  const unsigned = facts.build.files.filter(({ role, signature }) => isFlashable(role) && signature !== 'valid')
  if (unsigned.length > 0)
    refuse('unsigned', { files: listed(unsigned.map(({ name }) => name)) }, facts.channel !== 'production')
}

/** A withdrawn build is left for an older version on purpose; the fuses that it burnt stay burnt. */
function checkSteps({ build, inForceId, earlier }: PromotionFacts, refuse: Refuse): void {
  if (inForceId === build.id) return
  const others = earlier.filter(({ buildId }) => buildId !== build.id)
  const is = build.secureVersion ?? 0
  const least = Math.max(0, ...others.map(({ secureVersion }) => secureVersion ?? 0))
  if (is < least) refuse('secureDowngrade', { is, least }, true)
  const [newest] = others
    .filter(({ state }) => state !== 'withdrawn')
    .map(({ version }) => version)
    .toSorted((a, b) => comparePrecedence(b, a) ?? 0)
  if (newest !== undefined && (comparePrecedence(build.version, newest) ?? 0) < 0)
    refuse('versionDowngrade', { version: build.version, inForce: newest }, true)
}

function checkContract(facts: Stated, refuse: Refuse): void {
  const { contract } = facts
  const needs = facts.build.compatibility.contractVersion
  if (contract === null) return
  const offers = contract.inForce ?? '–'
  if (needs === null) {
    if (isStrict(facts)) refuse('contractUnstated', { offers }, true)
  } else if (!contract.released.includes(needs) || contract.inForce === null)
    refuse('contractNotReleased', { needs, offers }, true)
  else if (contract.broken.includes(needs) || !satisfies(needs, contract.inForce))
    refuse('contractBreaking', { needs, offers }, true)
}

function checkBootloader(facts: PromotionFacts, refuse: Refuse): void {
  const { build, bootloaderVersion } = facts
  const range = build.compatibility.bootloader
  if (range === null) return
  const own = build.files.find(({ role }) => role === 'bootloader')?.inspection?.version.string ?? null
  const version = own ?? bootloaderVersion
  const fits = version === null ? null : liesIn(version, range)
  if (version !== null && fits === false) refuse('bootloaderMismatch', { version, range }, true)
  else if (fits === null && isStrict(facts)) refuse('bootloaderUnknown', { range }, true)
}

/** A step back is told once, by the version of the build. */
const isToldAlready = ({ code, params }: Finding): boolean => code === 'FW-E114' && params.context === 'older'

function checkImages({ build, channel, expectation, released }: PromotionFacts, now: Date): Finding[] {
  return build.files.flatMap(({ name, role, inspection }) => {
    if (inspection === null || !isFlashable(role)) return []
    const isApplication = role === 'application'
    const expected = {
      ...expectation,
      slotBytes: isApplication ? expectation.slotBytes : null,
      mustBeSigned: false,
      keyHashes: [],
      lastSecureVersion: null,
      isProduction: channel === 'production',
      released: isApplication ? released : [],
      typedVersion: isApplication ? build.version : null,
    }
    return checkAgainstProject(inspection, expected, now)
      .filter((found) => !isToldAlready(found))
      .map((found) => ({ ...found, params: { ...found.params, file: name } }))
  })
}
