import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A hundredth of a millimetre or point: what the expectations are rounded to. */
const near = (a, b) => typeof a === 'number' && Math.abs(a - b) <= 0.0101
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b)
const sorted = (names) => [...names].sort((a, b) => (a < b ? -1 : 1))
const allNear = (found, wanted) =>
  Array.isArray(found) && found.length === wanted.length && found.every((each, i) => near(each, wanted[i]))

function gerberChecks({ facts }, wanted) {
  const board = facts?.board
  const drill = Object.entries(wanted.drill ?? {}).flatMap(([name, { hits, toolDefinitions, routedSlots, unit }]) => {
    const found = board?.drills.find((each) => each.name === name)
    const checks = { hits: [found?.hits, hits], toolDefinitions: [found?.toolDefinitions, toolDefinitions] }
    Object.assign(checks, { slots: [found?.slots, routedSlots], unit: [found?.unit, unit] })
    return Object.entries(checks).map(([fact, [a, b]]) => [`${name} ${fact}`, a, same(a, b)])
  })
  const size = board?.size && [board.size.widthMm, board.size.heightMm]
  return [
    ['members', facts?.members.length, facts?.members.length === wanted.memberCount],
    ['copper layers', board?.layerCount, board?.layerCount === wanted.copperLayers],
    ['copper order', board?.copper, same(board?.copper, wanted.copperOrder)],
    ['outline', board?.outline, same(board?.outline, wanted.outlineMember)],
    [
      'drill files',
      board?.drills.map(({ name }) => name),
      same(sorted(board?.drills.map(({ name }) => name) ?? []), sorted(wanted.drillMembers)),
    ],
    ...(wanted.boardSizeMm_outlineCentreline
      ? [['size', size, allNear(size, wanted.boardSizeMm_outlineCentreline)]]
      : []),
    ...drill,
  ]
}

/** Which kind and dialect each expected format is. */
const formats = {
  'eagle-brd-xml': ['eagleBoard', ''],
  'kicad-legacy-sch': ['kicadSchematic', 'legacy'],
  kicad_sch: ['kicadSchematic', 'kicad_sch'],
  kicad_pcb: ['kicadBoard', 'kicad_pcb'],
  pdf: ['pdf', ''],
  step: ['step', ''],
  'stl-binary': ['stl', 'binary'],
}

/** What each expected fact is called here. The expectations call originating system what ISO 10303-21 calls preprocessor. */
const cadFacts = {
  elements: ({ elements }, wanted) => elements === wanted,
  signals: ({ signals }, wanted) => signals === wanted,
  components: ({ symbols }, wanted) => symbols === wanted,
  headline: ({ version }, wanted) => wanted.endsWith(` ${version}`),
  version: ({ version }, wanted) => version === wanted,
  symbolInstances: ({ symbols }, wanted) => symbols === wanted,
  sheets: ({ sheets }, wanted) => sheets === wanted,
  footprints: ({ footprints }, wanted) => footprints === wanted,
  nets: ({ nets }, wanted) => nets === wanted,
  copperLayers: ({ copperLayers }, wanted) => copperLayers === wanted,
  pages: ({ pages }, wanted) => pages === wanted,
  size: ({ widthPt, heightPt, paper }, wanted) => {
    const [, width, height, name] = /^([\d.]+) x ([\d.]+) pts \((\w+)\)$/.exec(wanted)
    return near(widthPt, Number(width)) && near(heightPt, Number(height)) && paper === name
  },
  schema: ({ schema }, wanted) => schema === wanted,
  entities: ({ entities }, wanted) => entities === wanted,
  products: ({ products }, wanted) => products === wanted,
  solids: ({ solids }, wanted) => solids === wanted,
  originatingSystem: ({ preprocessor }, wanted) => preprocessor === wanted,
  triangles: ({ triangles }, wanted) => triangles === wanted,
  bboxMm: ({ size }, wanted) => allNear(size, wanted),
}

function cadChecks({ kind, format, facts }, { format: wanted, ...expected }) {
  return [
    ['format', [kind, format], same([kind, format], formats[wanted])],
    ...Object.entries(expected)
      .filter(([name]) => name in cadFacts)
      .map(([name, value]) => [name, facts?.[name], facts !== null && cadFacts[name](facts, value)]),
  ]
}

function placementChecks({ facts }, { header, placements, first, last }) {
  const at = (cells, name) => (cells[header.findIndex((each) => name.test(each))] ?? '').trim()
  const isRow = (found, cells) =>
    found?.ref === at(cells, /^(designator|ref)$/i) &&
    near(Number(found.x), Number.parseFloat(at(cells, /x$/i))) &&
    near(Number(found.y), Number.parseFloat(at(cells, /y$/i))) &&
    Number(found.rotation) === Number(at(cells, /^rot/i)) &&
    found.side === at(cells, /^(layer|side)$/i)
  return [
    ['placements', facts?.placements, facts?.placements === placements],
    ['first', facts?.first, isRow(facts?.first, first)],
    ['last', facts?.last, isRow(facts?.last, last)],
  ]
}

/** The folders of real files, each with its expectations beside it. */
const folders = { gerber: gerberChecks, cad: cadChecks, pnp: placementChecks }
export const designFolders = Object.keys(folders)

/** Holds what `mortise design inspect --json` said of real files against what is known of them, fact by fact. */
export function scoreDesigns(inspections, samples) {
  const checks = Object.entries(folders).flatMap(([folder, checksOf]) => {
    const expected = JSON.parse(readFileSync(join(samples, `${folder}-expected.json`), 'utf8'))
    return Object.entries(expected).flatMap(([file, wanted]) => {
      const found = inspections.find((each) => each.file === file)
      const results = found?.findings ? checksOf(found, wanted) : [['read', found?.error, false]]
      return results.map(([fact, value, holds]) => ({
        holds,
        line: `${folder}/${file}: ${fact} is ${JSON.stringify(value)}`,
      }))
    })
  })
  const failed = checks.filter(({ holds }) => !holds)
  return {
    counts: { passed: checks.length - failed.length, failed: failed.length },
    output: failed.map(({ line }) => line).join('\n'),
  }
}
