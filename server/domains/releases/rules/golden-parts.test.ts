import { expect, test } from 'vitest'
import { bilingual } from '@/server/kernel/bilingual'
import {
  goldenGaps,
  noParts,
  shortHash,
  type FirmwareInForce,
  type GoldenFacts,
  type GoldenParts,
} from './golden-parts'

const release = (id: string, letter = 'A') => ({
  ...{ id, number: id, name: bilingual('en', id), revisionId: `${id}-${letter}`, letter, hash: '0' },
})
const file = (fileId: string) => ({ fileId, set: 'DES', letter: 'A', name: `${fileId}.pdf`, hash: '0', size: 1 })
const parts: GoldenParts = {
  spec: release('spec'),
  bom: { ...release('bom'), variant: 'EU' },
  designs: [release('board'), release('housing')],
  firmware: [
    {
      lineId: 'main',
      number: 'FW-01',
      name: bilingual('en', 'Main'),
      buildId: 'b1',
      version: '1.0.0',
      board: 'A',
      hash: '0',
    },
  ],
  testPlans: [file('plan')],
  artwork: [file('carton')],
}
const facts: GoldenFacts = {
  inForce: new Map(['spec', 'bom', 'board', 'housing'].map((id) => [id, { revisionId: `${id}-A`, letter: 'A' }])),
  agreed: new Set(['spec-A']),
  variants: ['EU', 'US'],
  lines: [
    {
      lineId: 'main',
      number: 'FW-01',
      ...{ boardSetId: 'board', bomId: 'bom' },
      production: [{ board: 'A', buildId: 'b1', version: '1.0.0', variants: [], doubts: [] }],
    },
  ],
  files: new Set(['plan', 'carton']),
  shared: new Set(['specs', 'boms', 'files', 'firmware']),
}
const lineWith = (stated: Partial<FirmwareInForce>) =>
  facts.lines.map((line) => ({ ...line, production: line.production.map((build) => ({ ...build, ...stated })) }))
const told = (changed: Partial<GoldenParts>, otherwise: Partial<GoldenFacts> = {}) =>
  goldenGaps({ ...parts, ...changed }, { ...facts, ...otherwise }).map(({ kind, reason, weight, subject }) =>
    `${weight} ${kind} ${reason} ${subject}`.trim(),
  )

test('nothing is missing where everything is in force and agreed', () => expect(told({})).toEqual([]))

test('what there is none of may be left out by agreement', () =>
  expect(goldenGaps(noParts, { ...facts, lines: [] }).map(({ kind, weight }) => `${kind} ${weight}`)).toEqual([
    'spec open',
    'bom open',
    'designs open',
    'firmware open',
    'testPlans open',
    'artwork open',
  ]))

test.each<[string, Partial<GoldenParts>, Partial<GoldenFacts>, string[]]>([
  [
    'a superseded board',
    {},
    { inForce: new Map([...facts.inForce, ['board', { revisionId: 'board-B', letter: 'B' }]]) },
    ['stop designs notInForce board'],
  ],
  [
    'a suspended specification',
    {},
    { inForce: new Map([...facts.inForce].filter(([id]) => id !== 'spec')) },
    ['stop spec notInForce spec'],
  ],
  ['a specification the factory said nothing to', {}, { agreed: new Set() }, ['open spec notAgreed spec']],
  ['no variant', { bom: { ...release('bom'), variant: null } }, {}, ['open bom variantOpen bom']],
  ['a line without a build', { firmware: [] }, {}, ['open firmware notInProduction FW-01']],
  [
    'a line for another board is not',
    { firmware: [] },
    { lines: [{ lineId: 'other', number: 'FW-02', boardSetId: 'charger', bomId: null, production: [] }] },
    ['open firmware leftOut'],
  ],
  [
    'a line for no board in particular',
    {},
    { lines: [...facts.lines, { lineId: 'tool', number: 'FW-03', boardSetId: null, bomId: null, production: [] }] },
    ['open firmware notInProduction FW-03'],
  ],
  [
    'firmware, without its lines, to a factory that was not shown any',
    { firmware: [] },
    { shared: new Set(['specs', 'boms', 'files'] as const) },
    ['open firmware leftOut'],
  ],
  [
    'a build that was replaced',
    {},
    { lines: [{ lineId: 'main', number: 'FW-01', boardSetId: 'board', bomId: 'bom', production: [] }] },
    ['stop firmware notInForce FW-01 1.0.0'],
  ],
  [
    'a build for the board before the one that was chosen again',
    { designs: [release('board', 'B'), release('housing')] },
    { inForce: new Map([...facts.inForce, ['board', { revisionId: 'board-B', letter: 'B' }]]) },
    ['stop firmware otherBoard FW-01 1.0.0'],
  ],
  [
    'a build for another variant',
    {},
    { lines: lineWith({ variants: ['US'] }) },
    ['open firmware otherBom FW-01 1.0.0'],
  ],
  [
    'a build of before the BOM and the cloud that are released',
    {},
    { lines: lineWith({ doubts: ['bomMismatch', 'contractBreaking'] }) },
    ['open firmware otherBom FW-01 1.0.0', 'open firmware otherContract FW-01 1.0.0'],
  ],
  ['a test plan that was taken out', {}, { files: new Set(['carton']) }, ['stop testPlans notInForce plan.pdf']],
  [
    'files the factory was not shown',
    {},
    { shared: new Set(['specs', 'boms', 'firmware'] as const) },
    ['stop designs notShared', 'stop testPlans notShared', 'stop artwork notShared'],
  ],
])('%s is told', (_, changed, otherwise, expected) => expect(told(changed, otherwise)).toEqual(expected))

test('a hash is read out in fours', () => expect(shortHash('3f9a12c077be04d1ffff')).toBe('3f9a 12c0 77be 04d1'))
