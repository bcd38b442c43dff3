import { describe, expect, it } from 'vitest'
import { assignColumn, columnLetter, isTable } from './columns'

describe('isTable', () => {
  it.each(['编号\t标题', 'a\tb\r\nc\td\r\n', 'Title\t\t\r\n\tx', '\tonly the second cell'])('%j is one', (text) =>
    expect(isTable(text)).toBe(true),
  )
  it.each(['', 'one cell\r\n', 'words\nover lines', '\t', '\t\t\r\n\t', 'R-001'])('%j is none', (text) =>
    expect(isTable(text)).toBe(false),
  )
})

describe('assignColumn', () => {
  it('takes a field away from the column that had it', () =>
    expect(assignColumn(['code', 'title.en', null], 2, 'title.en')).toEqual(['code', null, 'title.en']))
  it('leaves a column out without touching the others that are', () =>
    expect(assignColumn(['code', null, 'values.min'], 0, null)).toEqual([null, null, 'values.min']))
})

it('letters columns as spreadsheets do', () =>
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']))
