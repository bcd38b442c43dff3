import { expect, test } from 'vitest'
import { defaultsOf, goesIn, partsWithoutFiles, recipientKinds } from './recipe'

const copper = { kind: 'fabrication', stencil: false } as const
const paste = { kind: 'fabrication', stencil: true } as const

test('a board house gets all layers, an assembler those of the stencil', () => {
  const [house, assembler] = [defaultsOf('boardHouse').parts, defaultsOf('assembler').parts]
  expect([copper, paste].map((file) => [goesIn(file, house), goesIn(file, assembler)])).toEqual([
    [true, false],
    [true, true],
  ])
})
test('what was asked for and is not there is named', () => {
  expect(partsWithoutFiles(['drawing', 'stencil', 'fabrication'], [copper])).toEqual(['drawing', 'stencil'])
})
test('every kind of recipient has something that usually goes in', () => {
  for (const kind of recipientKinds) expect(defaultsOf(kind).parts.length).toBeGreaterThan(0)
})
