import { describe, expect, it } from 'vitest'
import { filterOf, isFiltered, nextSort, nothingChosen } from './use-grid-state'
import { readColumns } from './use-stored-columns'
import { usualColumns } from './columns'

describe('nextSort', () => {
  it('goes up, down and back to the order of the file', () => {
    const up = nextSort({ column: 'position', descending: false }, 'mpn')
    const down = nextSort(up, 'mpn')
    expect([up, down, nextSort(down, 'mpn')]).toEqual([
      { column: 'mpn', descending: false },
      { column: 'mpn', descending: true },
      { column: 'position', descending: false },
    ])
  })
})

describe('filterOf', () => {
  it('says nothing it was not asked', () => expect(filterOf(nothingChosen, ['b'])).toEqual({ search: '' }))
  it('asks for lines with questions by id, in one order', () =>
    expect(filterOf({ ...nothingChosen, hasQuestion: true, placed: 'fitted' }, ['b', 'a'])).toEqual({
      search: '',
      dnp: false,
      lineIds: ['a', 'b'],
    }))
  it('knows when something is filtered', () => {
    expect(isFiltered({ ...nothingChosen, search: '  ' })).toBe(false)
    expect(isFiltered({ ...nothingChosen, section: '' })).toBe(true)
  })
})

describe('readColumns', () => {
  it.each([undefined, 'null', '{', '"x"'])('takes %j as no choice', (stored) =>
    expect(readColumns(stored)).toBe(usualColumns),
  )
  it('drops columns there are no more', () => expect(readColumns('["mpn","gone"]')).toEqual(['mpn']))
})
