// Compares what `firmware inspect --json` understood of real files with what is known of them.
// `node bin/score-firmware.mjs INSPECTED.json EXPECTED.json` prints every difference and ends with 1 if there is one.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** Why a file must be refused, and the codes that say so. */
const fitting = [
  [/section header table|string table/i, ['FW-E043', 'FW-E044']],
  [/cut inside segment/i, ['FW-E062']],
  [/XOR checksum and appended/i, ['FW-E063', 'FW-E064']],
  [/appended SHA-256 flipped/i, ['FW-E064']],
  [/SHA-256 TLV mismatch/i, ['FW-E074']],
  [/signature TLV cut/i, ['FW-E075']],
  [/checksum/i, ['FW-E020', 'FW-E030']],
]

const reasonOf = ({ why, error, badLines }) => [why, error, ...(badLines ?? []).map(([, reason]) => reason)].join('; ')

/** Bytes that go to the device, as each format's facts name them. */
const bytesOf = (expected) =>
  expected.boards
    ? Object.values(expected.boards).reduce((sum, { dataBytes }) => sum + dataBytes, 0)
    : (expected.imageBytes ??
      expected.totalBytes ??
      expected.loadBytes ??
      expected.payloadBytes ??
      expected.dataBytes ??
      expected.bytes)

const startOf = ({ ranges, boards, loadSegments, segmentList }) => {
  const starts = [
    ...(ranges ?? []),
    ...Object.values(boards ?? {}).flatMap((board) => board.ranges),
    ...(loadSegments ?? []),
    ...(segmentList ?? []),
  ].map(([start]) => Number(start))
  return starts.length > 0 ? Math.min(...starts) : null
}

/** The differences of one file; none where it was understood. */
export function differences(found, expected) {
  if (!found) return ['not inspected']
  const wrong = []
  const codes = found.errors.map((error) => error.slice(0, 7))
  const expect = (what, actual, wanted) => {
    if (actual !== wanted) wrong.push(`${what} is ${actual}, expected ${wanted}`)
  }
  if (expected.format !== 'unparsable') expect('format', found.format, expected.format)
  if (expected.verdict === 'invalid') {
    const wanted = fitting.find(([reason]) => reason.test(reasonOf(expected)))?.[1] ?? []
    if (!wanted.some((code) => codes.includes(code)))
      wrong.push(`refused with ${codes.join() || 'nothing'}, expected ${wanted.join(' or ')}`)
    return wrong
  }
  if (codes.length > 0) wrong.push(`refused with ${codes.join()}`)
  expect('size', found.totalBytes, bytesOf(expected))
  const start = startOf(expected)
  if (start !== null) expect('start', found.startAddress, start)
  const chip = expected.chip ?? Object.keys(expected.families ?? {})[0]
  if (chip !== undefined) expect('chip', found.target, chip)
  if (expected.format === 'mcuboot-image') expect('version', found.version, expected.version)
  for (const name of expected.sectionNames ?? [])
    if (!found.sections.some((section) => section.name === name)) wrong.push(`section ${name} is missing`)
  return wrong
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [inspected, expected] = process.argv.slice(2, 4).map((path) => JSON.parse(readFileSync(path, 'utf8')))
  const byFile = new Map(inspected.map((entry) => [entry.file, entry]))
  const files = Object.entries(expected)
  const faults = files.flatMap(([file, facts]) =>
    differences(byFile.get(file), facts).map((difference) => `${file}: ${difference}`),
  )
  process.stdout.write(`${[...faults, `${files.length} files, ${faults.length} differences`].join('\n')}\n`)
  process.exitCode = faults.length === 0 && files.length > 0 ? 0 : 1
}
