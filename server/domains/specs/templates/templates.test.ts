import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { verticalNames, verticals } from '@/server/domains/products/rules'
import { checkParity } from '@/server/domains/language/parity/check-parity'
import { bilingual } from '@/server/kernel/bilingual'
import { compareContracts } from '../contracts/compatibility'
import { readContract } from '../contracts/schema'
import { validateContract } from '../contracts/validate'
import { checkRequirements } from '../rules/checks'
import { knowsUnit } from '../rules/figures'
import { requirementCode, sections, valueFields } from '../rules/requirement'
import { verticalFile } from './file'
import { templateFor } from './index'
import type { Template, TemplateRequirement, Texts } from './template'

const every = verticalNames.flatMap((vertical) =>
  [null, ...verticals[vertical]].map((subVertical) => ({ vertical, subVertical })),
)
const loaded = new Map<string, Template>()
for (const { vertical, subVertical } of every)
  loaded.set(`${vertical} ${subVertical}`, await templateFor(vertical, subVertical))

const all = [
  ...new Map(
    [...loaded.values()].flatMap(({ requirements }) => requirements).map((each) => [JSON.stringify(each), each]),
  ).values(),
]
const faults = (judge: (requirement: TemplateRequirement) => boolean) =>
  all.filter((each) => !judge(each)).map(({ title }) => title.en)
const fields = ['title', 'text', 'condition'] as const

describe.each([...loaded])('%s', (_, { requirements }) => {
  test('is a good beginning: enough, not too much, every section, no title twice in either language', () => {
    expect(requirements.length).toBeGreaterThanOrEqual(40)
    expect(requirements.length).toBeLessThanOrEqual(75)
    expect([...new Set(requirements.map(({ section }) => section))]).toEqual([...sections])
    for (const language of ['en', 'zh'] as const)
      expect(new Set(requirements.map(({ title }) => title[language])).size).toBe(requirements.length)
  })
  test('says what matters most, and not that everything does', () => {
    const share = requirements.filter(({ critical }) => critical).length / requirements.length
    expect(share).toBeGreaterThan(0.2)
    expect(share).toBeLessThan(0.65)
  })
})

test('each vertical of its own has 40 to 60 requirements', () => {
  const sizes = verticalNames.map((vertical) => loaded.get(`${vertical} null`)?.requirements.length ?? 0)
  expect(sizes.filter((size) => size < 40 || size > 60)).toEqual([])
})

test('a sub-vertical leaves out only what is there', () => {
  for (const vertical of verticalNames) {
    const file: unknown = JSON.parse(readFileSync(join(import.meta.dirname, `${vertical}.json`), 'utf8'))
    const titles = loaded.get(`${vertical} null`)?.requirements.map(({ title }) => title.en) ?? []
    for (const [name, { without }] of Object.entries(verticalFile.parse(file).subVerticals)) {
      expect(verticals[vertical]).toContain(name)
      expect(without.filter((title) => !titles.includes(title))).toEqual([])
    }
  }
})

test('figures make a requirement numeric, and it passes every check of a release, parity of figures included', () => {
  expect(
    faults(({ kind, values }) => (kind === 'numeric') === valueFields.some((field) => values[field] !== '')),
  ).toEqual([])
  const tools = { knowsUnit, figuresAgree: ({ en, zh }: Texts) => checkParity(en, zh).ok }
  const both = ({ en, zh }: Texts) => bilingual('en', en, zh)
  const numbered = all.map((each, at) => ({
    ...each,
    title: both(each.title),
    text: both(each.text),
    condition: both(each.condition),
    ...{ ownerId: null, links: [], attachmentIds: [] },
    ...{ id: each.title.en, code: requirementCode(at), position: at, version: 1 },
  }))
  expect(numbered.length).toBeGreaterThan(200)
  expect(checkRequirements(numbered, tools)).toEqual([])
})

test('every limit comes with the circumstances under which it holds', () => {
  expect(faults(({ kind, condition }) => kind === 'statement' || condition.en !== '')).toEqual([])
})

test('both languages are there, each in its own writing', () => {
  expect(
    faults(({ title, text }) => [title, text].every(({ en, zh }) => en.trim() !== '' && zh.trim() !== '')),
  ).toEqual([])
  expect(faults(({ condition }) => (condition.en === '') === (condition.zh === ''))).toEqual([])
  expect(faults((each) => fields.every((field) => !/\p{Script=Han}|[，。；：（）]/u.test(each[field].en)))).toEqual([])
  expect(
    faults(({ text }) => /\p{Script=Han}/u.test(text.zh) && text.zh.endsWith('。') && text.en.endsWith('.')),
  ).toEqual([])
  expect(
    faults((each) => fields.every((field) => !/\p{Script=Han}[,;!?]|[,;]\p{Script=Han}/u.test(each[field].zh))),
  ).toEqual([])
  expect(faults(({ title }) => !/[.。]$/.test(title.en + title.zh) && title.en.length <= 60)).toEqual([])
})

test('nothing in them is beyond measure', () => {
  const vague =
    /\b(good|nice|appropriate|adequate|sufficient|reasonable|as needed|if possible|high quality|user[- ]friendly|etc)\b|差不多|尽量|良好|适当|合理|必要时|美观|大概/i
  expect(faults((each) => fields.every((field) => !vague.test(each[field].en) && !vague.test(each[field].zh)))).toEqual(
    [],
  )
})

test('every vertical comes with a contract that is right', () => {
  for (const vertical of verticalNames) {
    const contract = loaded.get(`${vertical} null`)?.contract
    expect([vertical, validateContract(contract)]).toEqual([vertical, { ok: true, contract }])
    expect(contract && compareContracts(contract, contract).level).toBe('identical')
    expect(readContract(contract)).toEqual(contract)
    expect(contract?.ota).not.toBeNull()
    expect(contract?.channels.flatMap(({ purpose }) => [purpose.en, purpose.zh]).filter((text) => text === '')).toEqual(
      [],
    )
    expect(contract?.channels.filter(({ purpose }) => !checkParity(purpose.en, purpose.zh).ok)).toEqual([])
  }
})

test('a sub-vertical says the same requirement otherwise in its place', async () => {
  const title = (template: Template) => template.requirements.map((each) => each.title.en)
  const [home, sensor] = await Promise.all([templateFor('home', null), templateFor('home', 'sensor')])
  expect(title(home)).toContain('Mains supply')
  expect(title(sensor)).not.toContain('Mains supply')
  expect(title(sensor)).toContain('Battery life')
  expect(await templateFor('home', 'constructor')).toEqual(home)
})
