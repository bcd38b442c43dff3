import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { encode } from '@/server/platform/workbooks/fixtures/encode'
import { score, type ExpectedLine } from './fixtures/scoring'
import { importBom } from './import-bom'
import { inspectImport, type InspectedLine } from './inspect'
import type { EncodingName } from '@/server/platform/workbooks/encoding'

type Fixture = { encoding?: EncodingName; lines: (Partial<InspectedLine> & Pick<InspectedLine, 'refs' | 'quantity'>)[] }

const fixtures = join(import.meta.dirname, 'fixtures')
const expected: Record<string, Fixture> = JSON.parse(readFileSync(join(fixtures, 'expected.json'), 'utf8'))
const inspect = async (bytes: Uint8Array, name: string): Promise<InspectedLine[]> =>
  inspectImport(await importBom(bytes, name)).lines

describe('our own files, in every dialect', () => {
  test('each has an expectation', () => {
    const files = readdirSync(fixtures).filter((name) => !/\.(ts|json)$/.test(name))
    expect(Object.keys(expected).toSorted()).toEqual(files.toSorted())
  })

  test.each(Object.entries(expected))('%s', async (name, { encoding, lines }) => {
    const bytes = new Uint8Array(readFileSync(join(fixtures, name)))
    const stored = encoding === undefined ? bytes : encode(new TextDecoder().decode(bytes), encoding)
    const got = await inspect(stored, name)
    const defaults = { mpn: null, manufacturer: null, value: null, footprint: null, description: null, dnp: false }
    expect(got).toEqual(lines.map((line) => ({ ...defaults, ...line })))
    expect(
      score(
        lines.map((line): ExpectedLine => ({
          refs: line.refs,
          quantity: line.quantity,
          ...(line.mpn ? { mpn: line.mpn } : {}),
        })),
        got,
      ).accuracy,
    ).toBe(1)
  })
})

test('the score counts what is wrong', () => {
  const line = { mpn: null, manufacturer: null, value: null, footprint: null, description: null, dnp: false }
  const want: ExpectedLine[] = [
    { refs: ['R1', 'R2'], quantity: 2, mpn: 'A-1' },
    { refs: ['C1'], quantity: 1 },
  ]
  expect(
    score(want, [
      { ...line, refs: ['R2', 'R1'], quantity: 2, mpn: 'a-1' },
      { ...line, refs: ['C1'], quantity: 1 },
    ]).accuracy,
  ).toBe(1)
  expect(
    score(want, [
      { ...line, refs: ['R2', 'R1'], quantity: 3, mpn: 'a-1' },
      { ...line, refs: ['C1'], quantity: 1 },
    ]).exact,
  ).toBe(1)
  expect(
    score(want, [
      { ...line, refs: ['C1'], quantity: 1 },
      { ...line, refs: ['X9'], quantity: 1 },
    ]).accuracy,
  ).toBeCloseTo(1 / 3)
})

const shared = join(process.cwd(), '..', 'shared', 'data')

/** Real files that lie beside the checkout on some machines; elsewhere our own are the measure. */
describe.runIf(existsSync(join(shared, 'bom-expected.json')))('real files beside the checkout', () => {
  test('nine lines of ten and more are read exactly', async () => {
    const truth: Record<
      string,
      { file: string; scored?: boolean; lines: ExpectedLine[]; alternatives?: { lines: ExpectedLine[] }[] }
    > = JSON.parse(readFileSync(join(shared, 'bom-expected.json'), 'utf8'))
    let [exact, total] = [0, 0]
    for (const { file, scored, lines, alternatives = [] } of Object.values(truth)) {
      if (scored === false) continue
      const got = await inspect(new Uint8Array(readFileSync(join(shared, 'bom', file))), file)
      const [best] = [lines, ...alternatives.map((other) => other.lines)]
        .map((want) => score(want, got))
        .toSorted((a, b) => b.accuracy - a.accuracy)
      exact += best?.exact ?? 0
      total += (best?.expected ?? 0) + (best?.extra ?? 0)
    }
    expect(exact / total).toBeGreaterThanOrEqual(0.9)
  }, 60_000)

  test('hostile files are refused or read, quickly', async () => {
    const root = join(shared, 'hostile')
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    for (const { parentPath, name } of files) {
      const start = performance.now()
      const result = await importBom(new Uint8Array(readFileSync(join(parentPath, name))), name)
      if (result.refused) expect([name, result.messages.length]).toEqual([name, 1])
      expect([name, performance.now() - start < 5_000]).toEqual([name, true])
    }
  }, 120_000)
})
