import { expect, test } from 'vitest'
import en from '@/locales/en/parts.json'
import zh from '@/locales/zh/parts.json'
import { alternateStates, complianceStates, partLifecycles } from '../lifecycle'
import { partFilters } from '../rules/filters'
import { partKinds } from '../rules/limits'
import { rowProblems } from './plan-sheet'
import { cellProblems, readCell, readDay } from './read-cell'
import { sheetFields, type ChoiceField } from './sheet-fields'
import { choiceLabel, columnNames, fieldOfHeader, readChoiceCell } from './sheet-words'

const choices = {
  kind: partKinds.filter((kind) => kind !== ''),
  lifecycle: partLifecycles,
  compliance: complianceStates,
  status: alternateStates,
} satisfies Record<ChoiceField, readonly string[]>

test('every state and every problem is labelled in both languages', () => {
  for (const texts of [en, zh]) {
    expect(Object.keys(texts.kind).toSorted()).toEqual(choices.kind.toSorted())
    expect(Object.keys(texts.lifecycle).toSorted()).toEqual(partLifecycles.toSorted())
    expect(Object.keys(texts.compliance).toSorted()).toEqual(complianceStates.toSorted())
    expect(Object.keys(texts.status).toSorted()).toEqual(alternateStates.toSorted())
    expect(Object.keys(texts.list.filter).toSorted()).toEqual(partFilters.toSorted())
    expect(Object.keys(texts.sheet.column).toSorted()).toEqual(sheetFields.toSorted())
    expect(Object.keys(texts.sheet.problem).toSorted()).toEqual([...rowProblems, ...cellProblems].toSorted())
  }
})

test('every label is read back as what it says, in either language and in both', () => {
  for (const [choice, keys] of Object.entries(choices) as [ChoiceField, readonly string[]][])
    for (const key of keys) {
      const [english, chinese] = [en, zh].map((texts) => (texts[choice] as Record<string, string>)[key] ?? '')
      for (const cell of [key, english ?? '', chinese ?? '', choiceLabel(choice, key)])
        expect([choice, cell, readChoiceCell(choice, cell)]).toEqual([choice, cell, key])
    }
})

test('every column is known by both its names, together or alone, and by those of other systems', () => {
  for (const field of sheetFields) {
    const [english, chinese] = columnNames[field]
    for (const heading of [english, chinese, `${english}\n${chinese}`, `${english} ${chinese}`, ` ${english}* `])
      expect([heading, fieldOfHeader(heading)]).toEqual([heading, field])
  }
  expect(['Mfr Part No.', '厂家型号', 'SPQ', '料号', 'LTB'].map(fieldOfHeader)).toEqual([
    'mpn',
    'mpn',
    'multiple',
    'number',
    'lastTimeBuy',
  ])
  expect(fieldOfHeader('Colour')).toBeNull()
})

test('cells are read as people write them', () => {
  expect(['2026/3/5', '2026年3月5日', '2026-03-05 00:00', '2026-02-30', '03/05/2026'].map(readDay)).toEqual([
    '2026-03-05',
    '2026-03-05',
    '2026-03-05',
    null,
    null,
  ])
  expect(readCell('msl', 'MSL 2A')).toEqual({ text: '2a' })
  expect(readCell('attritionPct', '0.5 %')).toEqual({ text: '0.5' })
  expect(readCell('leadTimeDays', '14天')).toEqual({ text: '14' })
  expect(readCell('currency', '人民币')).toEqual({ text: 'CNY' })
  expect(readCell('moq', '1,000')).toEqual({ text: '1000' })
  expect(readCell('note', "'=1+1")).toEqual({ text: '=1+1' })
  expect(readCell('datasheet', 'www.example.com')).toEqual({ problem: 'linkUnknown' })
})
