import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { languageParity } from './language-parity'
import { main } from './main'

let dir = ''
let output: string[] = []
let errors: string[] = []

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parity-'))
  output = []
  errors = []
  vi.stubEnv('LC_ALL', 'en_US.UTF-8')
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk, encoding, done) => {
    output.push(String(chunk))
    const after = typeof encoding === 'function' ? encoding : done
    after?.(null)
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    errors.push(String(chunk))
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  rmSync(dir, { recursive: true })
})

function file(...lines: readonly string[]): string {
  const path = join(dir, 'pairs.jsonl')
  writeFileSync(path, lines.join('\n'))
  return path
}
const printed = (): unknown[] =>
  output
    .join('')
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
const right = JSON.stringify({ en: 'at least 15,000 cycles', zh: '不少于1.5万次' })
const wrong = JSON.stringify({ en: '3.3 V', zh: '3.5伏', id: 7 })

test('one report a line, blank lines left out', async () => {
  expect(await languageParity([file(`\uFEFF${right}`, '', '  ', `${wrong}\r`), '--json'])).toBe(0)
  expect(printed()).toEqual([
    { ok: true, findings: [], notes: [] },
    {
      ok: false,
      findings: [
        {
          kind: 'number',
          code: 'differs.number',
          params: { en: '3.3 V', zh: '3.5伏' },
          en: { start: 0, end: 5, text: '3.3 V' },
          zh: { start: 0, end: 4, text: '3.5伏' },
          message: 'The numbers differ: 3.3 V in English, 3.5伏 in Chinese',
        },
      ],
      notes: [],
    },
  ])
})

test('a line that cannot be read says so in its place, and the others are answered', async () => {
  expect(await languageParity([file('{"en":', right, '[]', '{"en":"5","zh":5}', 'null'), '--json'])).toBe(1)
  const answers = printed()
  expect(answers).toHaveLength(5)
  expect(answers[0]).toMatchObject({
    ok: false,
    findings: [],
    error: expect.stringMatching(/^Line 1 is no JSON object: /),
  })
  expect(answers[1]).toMatchObject({ ok: true })
  expect(answers.slice(2)).toEqual(
    [3, 4, 5].map((line) => ({ ok: false, findings: [], error: `Line ${line} lacks en or zh as text.` })),
  )
})

test('every line that is not blank gets one answer, whatever it holds', async () => {
  const lines = [
    `\uFEFF${right}`,
    '   ',
    JSON.stringify({ en: '', zh: '' }),
    JSON.stringify({ en: '', zh: '5V' }),
    '{"en":"5 V"}',
    '{"zh":"5伏"}',
    '{"en":null,"zh":"5伏"}',
    '{"en":"5 V \\ud83d","zh":"\\udd0b5伏"}',
    '{"en":"5 V\\u2028","zh":"5伏\\u0000\\n"}',
    `{"en":"${'5 V '.repeat(500)}","zh":""}`,
    '{"en":"5 V","zh":"5伏"} trailing',
    '"5 V"',
    '7',
    '{',
    '\t',
    right,
  ]
  for (const end of ['\n', '\r\n', '\r']) {
    output = []
    const path = join(dir, 'pairs.jsonl')
    writeFileSync(path, lines.join(end) + end)
    expect(await languageParity([path, '--json'])).toBe(1)
    expect(printed()).toMatchObject([
      { ok: true },
      { ok: true },
      { ok: false, findings: [{ kind: 'number', code: 'onlyZh' }] },
      { ok: false, error: 'Line 5 lacks en or zh as text.' },
      { ok: false, error: 'Line 6 lacks en or zh as text.' },
      { ok: false, error: 'Line 7 lacks en or zh as text.' },
      { ok: true },
      { ok: true },
      { ok: false, findings: { length: 500 } },
      { ok: false, error: expect.stringMatching(/^Line 11 is no JSON object: /) },
      { ok: false, error: 'Line 12 lacks en or zh as text.' },
      { ok: false, error: 'Line 13 lacks en or zh as text.' },
      { ok: false, error: expect.stringMatching(/^Line 14 is no JSON object: /) },
      { ok: true },
    ])
  }
})

test('a file of blank lines has no answers', async () => {
  expect(await languageParity([file('\uFEFF', '', ' \r', ''), '--json'])).toBe(0)
  expect(output.join('')).toBe('')
})

test('a table for people, through the command as it is called, in the language of the terminal', async () => {
  const path = file(right, wrong, 'x')
  const facts = { dependenciesFresh: true, pagesFresh: true }
  expect(await main(['language', 'parity', path], facts)).toBe(1)
  expect(output.join('')).toMatch(
    /^ {4}1 {2}= {2}the texts agree\n {4}2 {2}≠ {2}The numbers differ: .*\n {4}3 {2}! .*\n3 pairs: 1 agree, 1 differ, 1 could not be read\n$/,
  )
  output = []
  vi.stubEnv('LC_ALL', 'zh_CN.UTF-8')
  expect(await main(['language', 'parity', file(wrong)], facts)).toBe(0)
  expect(output.join('')).toContain('数值不一致：英文 3.3 V，中文 3.5伏')
  expect(await main(['language', 'guess'], facts)).toBe(1)
})

test('control characters of a text do not reach the terminal', async () => {
  await languageParity([file(JSON.stringify({ en: '5\u001b[31m V', zh: '6V' }))])
  expect(output.join('')).not.toContain('\u001b')
})

test('no file, and a file that is not there', async () => {
  expect(await languageParity([])).toBe(2)
  expect(errors.join('')).toContain('mortise language parity FILE.jsonl')
  expect(await languageParity([join(dir, 'absent.jsonl'), '--json'])).toBe(1)
  expect(errors.join('')).toContain('absent.jsonl cannot be read')
})
