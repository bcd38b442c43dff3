import { type FirmwareInspection, isRefused } from '@/server/domains/firmware/formats/inspect-firmware'
import { type FirmwareTexts, sayFinding } from '@/server/domains/firmware/formats/say'

const mostRows = 40
const rowWidth = 110

/** Terminals must not obey escape codes or right-to-left marks hidden in a file. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, ' ')

const fill = (pattern: string, params: Readonly<Record<string, string | number>>): string =>
  pattern.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''))

const address = (value: number): string => value.toString(16).toUpperCase().padStart(8, '0')
const short = (text: string): string => (text.length > rowWidth ? `${text.slice(0, rowWidth)}…` : text)

/** One inspected file as lines for people: what it is, where it goes, whether it is whole, what was found. */
export function firmwareReport(inspection: FirmwareInspection, texts: FirmwareTexts): string[] {
  const words = texts.inspect
  const { fileName, format } = inspection
  const heading = fill(isRefused(inspection) ? words.refused : words.accepted, { file: fileName })
  const facts = format === null ? [] : factsOf(inspection, texts)
  const found = inspection.findings.map((entry) => `  ${entry.code} ${short(sayFinding(entry, texts))}`)
  const tables = [
    ...table(
      words.parts,
      words.more,
      inspection.parts.map((part) =>
        [part.name, texts.format[part.format], part.target, part.version, fill(words.bytes, { n: part.bytes })]
          .filter((cell) => cell !== null)
          .join('  '),
      ),
    ),
    ...(inspection.sections.length > 0
      ? table(
          words.sections,
          words.more,
          inspection.sections.map(({ name, addr, size }) => `${address(addr)}  ${String(size).padStart(9)}  ${name}`),
        )
      : table(
          words.segments,
          words.more,
          inspection.segments.map(
            ({ addr, length, space }) =>
              `${address(addr)}  ${String(length).padStart(9)}${space === null ? '' : `  ${space}`}`,
          ),
        )),
    ...table(
      words.integrity,
      words.more,
      inspection.integrity.map(({ check, ok }) =>
        fill(words.row, { label: check, value: ok === null ? words.unknown : ok ? words.holds : words.fails }),
      ),
    ),
  ]
  return [heading, ...facts, ...tables, ...found, ''].map(printable)
}

function factsOf(inspection: FirmwareInspection, texts: FirmwareTexts): string[] {
  const words = texts.inspect
  const { format, formatVersion, target, version, security, buildInfo, loadAddr, endAddr, entry } = inspection
  const named = format === null ? '' : texts.format[format]
  const rows: readonly (readonly [label: string, value: string | null])[] = [
    [words.format, formatVersion === null ? named : `${named} (${formatVersion})`],
    [words.target, list([target.chip ?? target.family, target.arch, target.boardId])],
    [words.version, version.string],
    [words.range, loadAddr === null || endAddr === null ? words.noAddress : `${address(loadAddr)}–${address(endAddr)}`],
    [words.size, fill(words.sizes, { image: inspection.imageBytes, payload: inspection.payloadBytes })],
    [words.entry, entry === null ? null : address(entry)],
    [words.signed, security.signed === null ? null : security.signed ? words.signedYes : words.signedNo],
    [words.encrypted, security.encrypted === true ? words.encryptedYes : null],
    [words.secureVersion, security.secureVersion === null ? null : String(security.secureVersion)],
    [words.project, buildInfo.project],
    [words.date, buildInfo.date],
    [words.toolchain, buildInfo.toolchain],
    [words.sha256, inspection.sha256],
    [words.imageHash, inspection.imageHash],
  ]
  return rows.flatMap(([label, value]) =>
    value === null || value === '' ? [] : [`  ${fill(words.row, { label, value })}`],
  )
}

const list = (parts: readonly (string | null)[]): string | null =>
  parts.filter((part) => part !== null).join(', ') || null

function table(heading: string, more: string, rows: readonly string[]): string[] {
  if (rows.length === 0) return []
  const shown = rows.slice(0, mostRows).map((row) => `    ${short(row)}`)
  const rest = rows.length - shown.length
  return [`  ${heading}`, ...shown, ...(rest > 0 ? [`    ${fill(more, { n: rest })}`] : [])]
}
