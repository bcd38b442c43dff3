import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkParity } from './check-parity'
import { findingKinds, type FindingKind, type ParityReport } from './report'

type Label = 'ok' | FindingKind
type Pair = Readonly<{ section: string; expect: Label; en: string; zh: string }>
type Judged = Pair & Readonly<{ report: ParityReport }>

const fixtures = join(import.meta.dirname, 'fixtures')
const document = join(import.meta.dirname, '../../../../docs/language-parity.md')
const sets = readdirSync(fixtures)
  .filter((name) => name.endsWith('.jsonl'))
  .toSorted()

function isPair(value: unknown): value is Pair {
  const labels: readonly string[] = ['ok', ...findingKinds]
  return (
    typeof value === 'object' &&
    value !== null &&
    'en' in value &&
    typeof value.en === 'string' &&
    'zh' in value &&
    typeof value.zh === 'string' &&
    'expect' in value &&
    typeof value.expect === 'string' &&
    labels.includes(value.expect) &&
    'section' in value &&
    typeof value.section === 'string'
  )
}
function load(name: string): Judged[] {
  return readFileSync(join(fixtures, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const pair: unknown = JSON.parse(line)
      if (!isPair(pair)) throw new Error(`${name} holds something else than a labelled pair: ${line}`)
      return { ...pair, report: checkParity(pair.en, pair.zh) }
    })
}

const target = 0.98
const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole)
function figuresOf(pairs: readonly Judged[]) {
  const wrong = pairs.filter((pair) => pair.expect !== 'ok')
  const flagged = pairs.filter(({ report }) => !report.ok)
  const found = wrong.filter(({ report }) => !report.ok)
  const named = found.filter((pair) => pair.report.findings.some(({ kind }) => kind === pair.expect))
  return {
    pairs: pairs.length,
    wrong: wrong.length,
    flagged: flagged.length,
    found: found.length,
    named: named.length,
    precision: share(found.length, flagged.length),
    recall: share(found.length, wrong.length),
  }
}

const judged = sets.map((name) => ({ name, pairs: load(name) }))

test('the set is large, covers all sections and holds no pair twice', () => {
  const all = judged.flatMap(({ pairs }) => pairs)
  expect(all.length).toBeGreaterThanOrEqual(420)
  expect(new Set(all.map(({ section }) => section)).size).toBe(11)
  expect(new Set(all.map(({ en, zh }) => `${en}|${zh}`)).size).toBe(all.length)
})

test.each(judged)('$name reaches precision and recall', ({ pairs }) => {
  const { precision, recall, named, found } = figuresOf(pairs)
  const misjudged = pairs
    .filter((pair) => pair.report.ok !== (pair.expect === 'ok'))
    .map(({ en, zh }) => `${en} | ${zh}`)
  expect({ misjudged, isPrecise: precision >= target, isComplete: recall >= target }).toEqual({
    misjudged,
    isPrecise: true,
    isComplete: true,
  })
  expect(share(named, found)).toBeGreaterThanOrEqual(0.9)
})

test('every finding lies where it says, in both texts', () => {
  const wrong = judged
    .flatMap(({ pairs }) => pairs)
    .flatMap(({ en, zh, report }) =>
      report.findings.filter(
        (finding) =>
          (finding.en && en.slice(finding.en.start, finding.en.end) !== finding.en.text) ||
          (finding.zh && zh.slice(finding.zh.start, finding.zh.end) !== finding.zh.text) ||
          (!finding.en && !finding.zh),
      ),
    )
  expect(wrong).toEqual([])
})

test('swapped texts get the same verdict, and a text agrees with itself', () => {
  const pairs = judged.flatMap((set) => set.pairs).filter((pair) => pair.expect !== 'negation')
  expect(
    pairs.filter(({ en, zh, report }) => checkParity(zh, en).ok !== report.ok).map(({ en, zh }) => [en, zh]),
  ).toEqual([])
  expect(pairs.flatMap(({ en, zh }) => [en, zh]).filter((text) => !checkParity(text, text).ok)).toEqual([])
})

test('sentences of a long text may stand in another order', () => {
  const right = judged.flatMap(({ pairs }) => pairs).filter((pair) => pair.expect === 'ok' && pair.report.ok)
  const size = 6
  const failed: string[] = []
  for (let from = 0; from + size <= right.length; from += size) {
    const some = right.slice(from, from + size)
    const { findings } = checkParity(
      some.map(({ en }) => en).join(' '),
      some
        .toReversed()
        .map(({ zh }) => zh)
        .join(''),
    )
    if (findings.length > 0)
      failed.push(...findings.map(({ params }) => `${params.en} | ${params.zh}`), ...some.map(({ en }) => en))
  }
  expect(failed).toEqual([])
})

test('the document shows the figures of today', async () => {
  const figure = (value: number) => value.toFixed(3)
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  const all = judged.flatMap(({ pairs }) => pairs)
  const bySet = [
    ...judged.map(({ name, pairs }) => [name, figuresOf(pairs)] as const),
    ['all', figuresOf(all)] as const,
  ].map(([name, { pairs, wrong, flagged, found, named, precision, recall }]) =>
    row([name, pairs, wrong, flagged, found, figure(precision), figure(recall), figure(share(named, found))]),
  )
  const byKind = findingKinds.flatMap((kind) => {
    const wrong = all.filter((pair) => pair.expect === kind)
    const found = wrong.filter(({ report }) => !report.ok)
    const named = found.filter(({ report }) => report.findings.some((finding) => finding.kind === kind))
    return wrong.length === 0
      ? []
      : [
          row([
            kind,
            wrong.length,
            figure(share(found.length, wrong.length)),
            figure(share(named.length, found.length)),
          ]),
        ]
  })
  const figures = [
    row(['set', 'pairs', 'wrong', 'flagged', 'flagged and wrong', 'precision', 'recall', 'kind named']),
    row(['---', '---:', '---:', '---:', '---:', '---:', '---:', '---:']),
    ...bySet,
    '',
    row(['kind', 'wrong pairs', 'recall', 'kind named']),
    row(['---', '---:', '---:', '---:']),
    ...byKind,
  ].join('\n')
  const text = readFileSync(document, 'utf8').replace(
    /(<!-- figures -->\n)[^]*(\n<!-- end of figures -->)/,
    (_, before: string, after: string) => `${before}${figures}${after}`,
  )
  await expect(text).toMatchFileSnapshot(document)
})
