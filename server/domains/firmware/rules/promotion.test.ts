import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '@/db/root'
import { espDescriptor, writeEspImage } from '../formats/fixtures/write-esp'
import { inspectFirmware } from '../formats/inspect-firmware'
import { firmwareChannels, type FirmwareBuildState } from '../lifecycle'
import { anyDevice } from './compatibility'
import { doubtsAbout, judgePromotion, promotionRefusalCodes, type PromotionFacts, type PromotedFile } from './promotion'

const now = new Date('2026-12-01T00:00:00Z')
const image = inspectFirmware(
  writeEspImage([{ addr: 0x3c00_0020, data: espDescriptor({ version: '1.1.0', project: 'leak' }) }]),
  'app.bin',
)
const application: PromotedFile = { name: 'app.bin', role: 'application', inspection: image, signature: 'valid' }
const bootloader = (version: string): PromotedFile => ({
  ...{ name: 'boot.bin', role: 'bootloader', signature: 'valid' },
  inspection: { ...image, version: { string: version, numeric: null, build: null } },
})
const build: PromotionFacts['build'] = {
  id: 'fwb_2',
  state: 'registered',
  version: '1.1.0',
  secureVersion: 1,
  compatibility: { ...anyDevice, boardRevisions: ['A', 'B'], bomRevisions: ['C'], contractVersion: '1.2.0' },
  files: [application],
}
const earlier = (version: string, secureVersion: number | null, state: FirmwareBuildState = 'registered') => ({
  ...{ buildId: `fwb_${version}`, state, version, secureVersion },
})
const sound: PromotionFacts = {
  channel: 'production',
  boardRevision: 'B',
  build,
  expectation: { chips: ['ESP32-C3'], arch: 'riscv', memory: [], slotBytes: 1_000_000 },
  boards: ['A', 'B'],
  bom: { letters: ['A', 'B', 'C'], inForce: 'C', variants: ['EU', 'US'] },
  contract: { inForce: '1.3.0', released: ['1.2.0', '1.3.0'], broken: [] },
  inForceId: 'fwb_1',
  earlier: [earlier('1.0.0', 1)],
  released: [],
  bootloaderVersion: '1.4.0',
}
const states = (compatibility: Partial<typeof build.compatibility>) => ({
  build: { ...build, compatibility: { ...build.compatibility, ...compatibility } },
})
const judge = (change: Partial<PromotionFacts> = {}) => judgePromotion({ ...sound, ...change }, now)
/** Codes, with a mark behind those that no second person lets pass. */
const against = (change: Partial<PromotionFacts>) =>
  judge(change).refusals.map(({ code, overridable }) => (overridable ? code : `${code}!`))

test('nothing stands against a sound build', () => {
  expect(judge()).toEqual({ refusals: [], findings: [] })
})

describe('what stands against a build', () => {
  test.each<[string, Partial<PromotionFacts>, string[]]>([
    ['it is open', { build: { ...build, state: 'open' } }, ['buildOpen!']],
    ['it is withdrawn', { build: { ...build, state: 'withdrawn' } }, ['buildWithdrawn!']],
    ['it is there already', { inForceId: build.id }, ['alreadyInForce!']],
    ['a board nobody released', { boards: ['A'] }, ['boardUnknown!']],
    ['a board it is not for', states({ boardRevisions: ['A'] }), ['boardMismatch']],
    ['no board stated at all', states({ boardRevisions: [] }), ['boardMismatch']],
    ['no board told of the line', { boards: null }, []],
    ['a BOM revision nobody released', states({ bomRevisions: ['C', 'Z'] }), ['bomUnknown!']],
    ['another BOM revision than the one in force', states({ bomRevisions: ['B'] }), ['bomMismatch']],
    ['a variant the BOM does not have', states({ variants: ['CN'] }), ['variantUnknown!']],
    ['variants instead of BOM revisions', states({ bomRevisions: [], variants: ['EU'] }), []],
    ['neither', states({ bomRevisions: [] }), ['bomUnstated']],
    ['neither, on a channel for tests', { ...states({ bomRevisions: [] }), channel: 'test' }, []],
    ['unsigned in production', { build: { ...build, files: [{ ...application, signature: 'none' }] } }, ['unsigned!']],
    ['a retired key', { build: { ...build, files: [{ ...application, signature: 'retired' }] } }, ['unsigned!']],
    [
      'unsigned as a candidate',
      { channel: 'candidate', build: { ...build, files: [{ ...application, signature: 'none' }] } },
      ['unsigned'],
    ],
    [
      'unsigned at bring-up',
      { channel: 'bringUp', build: { ...build, files: [{ ...application, signature: 'none' }] } },
      [],
    ],
    [
      'unsigned symbols, which nobody flashes',
      { build: { ...build, files: [application, { ...application, role: 'debugElf', signature: 'none' }] } },
      [],
    ],
    [
      'a security version below the highest that devices ran',
      { earlier: [earlier('0.9.0', 2), earlier('1.0.0', 1)] },
      ['secureDowngrade'],
    ],
    [
      'a security version below one that is withdrawn: fuses are burnt',
      { inForceId: null, earlier: [earlier('1.2.0', 2, 'withdrawn')] },
      ['secureDowngrade'],
    ],
    ['a version below one that is withdrawn', { earlier: [earlier('1.2.0', 1, 'withdrawn')] }, []],
    ['no security version after one', { build: { ...build, secureVersion: null } }, ['secureDowngrade']],
    [
      'an older version than the newest that devices ran',
      { inForceId: null, earlier: [earlier('1.0.0', null), earlier('1.10.1-rc.1', null), earlier('1.9.0', null)] },
      ['versionDowngrade'],
    ],
    ['no cloud interface stated', states({ contractVersion: null }), ['contractUnstated']],
    ['a cloud interface nobody released', states({ contractVersion: '1.4.0' }), ['contractNotReleased']],
    ['none in force', { contract: { inForce: null, released: ['1.2.0'], broken: [] } }, ['contractNotReleased']],
    [
      'a cloud interface that is not served any more',
      { contract: { inForce: '1.3.0', released: ['1.2.0', '1.3.0'], broken: ['1.2.0'] } },
      ['contractBreaking'],
    ],
    [
      'the next major cloud interface in force',
      { contract: { inForce: '2.0.0', released: ['1.2.0', '2.0.0'], broken: [] } },
      ['contractBreaking'],
    ],
    ['a bootloader that is too old', states({ bootloader: '>=1.5.0 <2.0.0' }), ['bootloaderMismatch']],
    ['a bootloader in range', states({ bootloader: '>=1.2.0 <2.0.0' }), []],
    [
      'a bootloader nobody knows',
      { ...states({ bootloader: '>=1.5.0' }), bootloaderVersion: null },
      ['bootloaderUnknown'],
    ],
    [
      'a bootloader whose version has no numbers',
      { ...states({ bootloader: '>=1.5.0' }), bootloaderVersion: 'nightly' },
      ['bootloaderUnknown'],
    ],
    [
      'a bootloader nobody knows, on a channel for tests',
      { ...states({ bootloader: '>=1.5.0' }), bootloaderVersion: null, channel: 'test' },
      [],
    ],
    [
      'a bootloader of its own',
      {
        build: {
          ...build,
          compatibility: { ...build.compatibility, bootloader: '>=1.5.0' },
          files: [application, bootloader('v1.5.2')],
        },
      },
      [],
    ],
    ['an image for another chip', { expectation: { ...sound.expectation, chips: ['ESP32-S3'] } }, ['imageRefused!']],
    ['an image that is too large', { expectation: { ...sound.expectation, slotBytes: 100 } }, ['imageRefused!']],
  ])('%s', (_, change, codes) => expect(against(change)).toEqual(codes))

  test('names the file, and what its reader found', () => {
    const { refusals } = judge({ expectation: { ...sound.expectation, chips: ['ESP32-S3'] } })
    expect(refusals).toEqual([
      {
        code: 'imageRefused',
        params: { file: 'app.bin', finding: 'FW-E060', a: 'ESP32-C3', b: 'ESP32-S3' },
        overridable: false,
      },
    ])
  })

  test('a version that the image writes otherwise is a warning', () => {
    const { refusals, findings } = judge({ build: { ...build, version: '1.1.5' } })
    expect(refusals).toEqual([])
    expect(findings).toEqual([
      { code: 'FW-W115', severity: 'warning', params: { a: '1.1.0', b: '1.1.5', file: 'app.bin' } },
    ])
  })
})

test('production never lets an unsigned build pass, whatever else is so', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('none', 'retired') as fc.Arbitrary<'none' | 'retired'>,
      fc.boolean(),
      (signature, known) => {
        const files = [{ ...application, signature }, bootloader('1.5.0')]
        const { refusals } = judge({ build: { ...build, files }, boards: known ? sound.boards : null })
        expect(refusals.find(({ code }) => code === 'unsigned')?.overridable).toBe(false)
      },
    ),
  )
})

test('a stricter channel never lets pass what a looser one refuses', () => {
  fc.assert(
    fc.property(
      fc.subarray(['A', 'B']),
      fc.subarray(['B', 'C', 'Z']),
      fc.constantFrom(null, '1.2.0', '1.9.0'),
      fc.constantFrom('none', 'valid') as fc.Arbitrary<'none' | 'valid'>,
      (boardRevisions, bomRevisions, contractVersion, signature) => {
        const changed = states({ boardRevisions, bomRevisions, contractVersion })
        const files = [{ ...application, signature }]
        const codes = firmwareChannels.map(
          (channel) => new Set(judge({ channel, build: { ...changed.build, files } }).refusals.map(({ code }) => code)),
        )
        for (const [index, stricter] of codes.entries())
          for (const code of codes[index - 1] ?? []) expect(stricter).toContain(code)
      },
    ),
  )
})

test('every refusal has words in both languages', () => {
  for (const language of ['en', 'zh']) {
    const text = readFileSync(join(projectRoot(), 'locales', language, 'errors.json'), 'utf8')
    const words: { firmware: Record<string, string> } = JSON.parse(text)
    expect(promotionRefusalCodes.filter((code) => !words.firmware[code])).toEqual([])
  }
})

test.each<[string, Partial<typeof build.compatibility>, Partial<PromotionFacts>, string[]]>([
  ['nothing', {}, {}, []],
  ['a BOM released since', {}, { bom: { letters: ['C', 'D'], inForce: 'D', variants: ['EU'] } }, ['bomMismatch']],
  [
    'a variant that went',
    { variants: ['US'] },
    { bom: { letters: ['C'], inForce: 'C', variants: ['EU'] } },
    ['variantUnknown'],
  ],
  [
    'a cloud that breaks it',
    {},
    { contract: { inForce: '2.0.0', released: ['1.2.0', '2.0.0'], broken: ['1.2.0'] } },
    ['contractBreaking'],
  ],
  ['what was let pass unstated', { bomRevisions: [], contractVersion: null }, {}, []],
])('a build in force is doubted for %s', (_, stated, around, expected) => {
  const found = doubtsAbout({ ...build.compatibility, ...stated }, { ...sound, ...around })
  expect(found.map(({ code }) => code)).toEqual(expected)
})
