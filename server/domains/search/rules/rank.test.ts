import { expect, test } from 'vitest'
import { ranked } from './rank'

const at = (day: number) => new Date(Date.UTC(2026, 0, day))
const document = (name: string, code: string, en: string, titled: number, day = 1) => ({
  name,
  code,
  title: { en, zh: '' },
  titled,
  updatedAt: at(day),
})

test('a code, then the phrase in a title, then words of titles, then bodies, then what is newer', () => {
  const found = ranked(
    [
      document('body, older', '', 'Battery', 0, 1),
      document('body, newer', '', 'Housing', 0, 2),
      document('words', '', 'Voltage of the supply', 2),
      document('phrase', '', 'The supply voltage at start', 2),
      document('whole', '', 'Supply voltage', 2),
      document('code', 'Supply-Voltage', 'Other', 0),
    ],
    'supply voltage',
    2,
  )
  expect(found.map(({ name }) => name)).toEqual(['code', 'whole', 'phrase', 'words', 'body, newer', 'body, older'])
})
