import { collectFindings, type Finding, type Findings } from '../formats/findings'
import type { FirmwareInspection } from '../formats/inspect-firmware'
import { type ComparableVersion, compareVersions, normalVersion } from './versions'

export type ReleasedFirmware = Readonly<{ version: ComparableVersion; sha256: string }>

/** What a hardware version and its channel ask of a build. Empty lists and nulls are questions nobody has answered yet. */
export type FirmwareExpectation = Readonly<{
  /** Chips of the hardware version, as `Target.chip` spells them. */
  chips: readonly string[]
  arch: string | null
  /** Flash and RAM of the chip; `end` exclusive. */
  memory: readonly Readonly<{ addr: number; end: number }>[]
  slotBytes: number | null
  mustBeSigned: boolean
  /** SHA-256 of the registered production keys, hex. */
  keyHashes: readonly string[]
  lastSecureVersion: number | null
  isProduction: boolean
  /** Of the same channel, newest last. */
  released: readonly ReleasedFirmware[]
  /** What the person who uploads says it is. */
  typedVersion: string | null
}>

const fullPercent = 90
const freshYears = 2
/** Words of test builds, in file names and project names. */
const testWords = /debug|(?<![a-z])test(?![a-z])|factory|产测/i

/**
 * Holds an inspected file against its project (rules, sections 5 to 11). The file's own findings are not repeated.
 * `now` only dates the build.
 */
export function checkAgainstProject(
  inspection: FirmwareInspection,
  expected: FirmwareExpectation,
  now: Date,
): Finding[] {
  const findings = collectFindings()
  checkTarget(inspection, expected, findings)
  checkPlace(inspection, expected, findings)
  checkSecurity(inspection, expected, findings)
  checkVersion(inspection, expected, findings)
  if (expected.isProduction) checkPurpose(inspection, findings)
  checkDate(inspection, now, findings)
  return findings.list()
}

/** Each format has its own number for the same question. */
function checkTarget(
  { format, target }: FirmwareInspection,
  { chips, arch }: FirmwareExpectation,
  findings: Findings,
): void {
  const b = chips.join(', ')
  if (target.chip !== null && chips.length > 0 && !chips.includes(target.chip)) {
    const isEsp = format?.startsWith('esp') ?? false
    const isRp2 = target.chip.startsWith('RP2')
    findings.add(format === 'uf2' ? 'FW-E053' : isEsp ? 'FW-E060' : isRp2 ? 'FW-E101' : 'FW-E110', {
      a: target.chip,
      b,
    })
  } else if (target.arch !== null && arch !== null && target.arch !== arch)
    findings.add('FW-E102', { a: target.arch, b: arch })
}

function checkPlace(
  inspection: FirmwareInspection,
  { memory, slotBytes }: FirmwareExpectation,
  findings: Findings,
): void {
  if (inspection.loadAddr !== null && memory.length > 0)
    for (const { addr, length } of inspection.segments)
      if (!memory.some((range) => addr >= range.addr && addr + length <= range.end))
        findings.add('FW-E111', { addr: addr.toString(16).toUpperCase().padStart(8, '0') })
  if (slotBytes === null) return
  const percent = Math.floor((inspection.imageBytes * 100) / slotBytes)
  if (inspection.imageBytes > slotBytes) findings.add('FW-E112', { n: inspection.imageBytes, m: slotBytes })
  else if (percent >= fullPercent) findings.add('FW-W113', { percent })
}

function checkSecurity(
  { format, target, security }: FirmwareInspection,
  expected: FirmwareExpectation,
  findings: Findings,
): void {
  const { mustBeSigned, keyHashes, lastSecureVersion, isProduction } = expected
  const { signed, keyHash, secureVersion } = security
  const isPackage = format === 'nrf-dfu-zip'
  if (signed !== true && isPackage && (mustBeSigned || isProduction)) findings.add('FW-E091')
  else if (signed !== true && mustBeSigned) findings.add(target.chip === 'RP2350' ? 'FW-E103' : 'FW-E076')
  if (keyHash !== null && keyHashes.length > 0 && !keyHashes.includes(keyHash)) findings.add('FW-E077')
  if (secureVersion !== null && lastSecureVersion !== null && secureVersion < lastSecureVersion)
    findings.add('FW-E078', { n: secureVersion, m: lastSecureVersion })
}

function checkVersion(
  { version, sha256 }: FirmwareInspection,
  expected: FirmwareExpectation,
  findings: Findings,
): void {
  const { released, typedVersion } = expected
  const stated = version.string
  if (stated !== null && typedVersion !== null && normalVersion(stated) !== normalVersion(typedVersion))
    findings.add('FW-W115', { a: stated, b: typedVersion })
  const last = released.at(-1)
  const same = released.find((earlier) => earlier.sha256 === sha256)
  if (same) {
    if (same.version.string !== (stated ?? typedVersion)) findings.add('FW-W116', { v: same.version.string ?? '' })
    return
  }
  if (stated === null) return
  if (released.some((earlier) => earlier.version.string === stated)) findings.add('FW-E114', { v: stated })
  else if (last && (compareVersions(version, last.version) ?? 1) < 0)
    findings.add('FW-E114', { v: stated, last: last.version.string ?? '', context: 'older' })
}

function checkPurpose({ fileName, buildInfo, version }: FirmwareInspection, findings: Findings): void {
  for (const text of [fileName, buildInfo.project ?? '', version.string ?? '']) {
    const word = testWords.exec(text)?.[0]
    if (word !== undefined) findings.add('FW-W119', { word })
  }
}

/** Only dates that name a day can be judged: reproducible builds carry none. */
function checkDate({ buildInfo }: FirmwareInspection, now: Date, findings: Findings): void {
  const built = buildInfo.date === null ? Number.NaN : Date.parse(`${buildInfo.date} UTC`)
  if (Number.isNaN(built)) return
  const oldest = new Date(now)
  oldest.setUTCFullYear(oldest.getUTCFullYear() - freshYears)
  // A build server a time zone ahead is not in the future.
  const latest = now.getTime() + 86_400_000
  if (built > latest || built < oldest.getTime()) findings.add('FW-W070', { date: buildInfo.date ?? '' })
}
