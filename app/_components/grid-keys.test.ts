import { describe, expect, it } from 'vitest'
import { moveBy, tsvRow } from './grid-keys'

const size = { rows: 100, columns: 5, pageRows: 20 }
const at = (row: number, column: number) => ({ row, column })

describe('moveBy', () => {
  it.each([
    [{ key: 'ArrowDown' }, at(0, 2), at(1, 2)],
    [{ key: 'ArrowDown' }, at(99, 2), at(99, 2)],
    [{ key: 'ArrowUp' }, at(0, 2), at(0, 2)],
    [{ key: 'ArrowLeft' }, at(3, 0), at(3, 0)],
    [{ key: 'ArrowRight', ctrlKey: true }, at(3, 1), at(3, 4)],
    [{ key: 'PageDown' }, at(90, 1), at(99, 1)],
    [{ key: 'PageUp' }, at(90, 1), at(70, 1)],
    [{ key: 'Home' }, at(7, 3), at(7, 0)],
    [{ key: 'End' }, at(7, 3), at(7, 4)],
    [{ key: 'Home', ctrlKey: true }, at(7, 3), at(0, 0)],
    [{ key: 'End', metaKey: true }, at(7, 3), at(99, 4)],
  ])('%j from %j', (key, from, to) => expect(moveBy(key, from, size)).toEqual(to))

  it('leaves other keys alone', () => expect(moveBy({ key: 'x' }, at(1, 1), size)).toBeNull())
})

describe('tsvRow', () => {
  it('keeps one row one row', () => expect(tsvRow(['a\tb', 'c\r\nd'])).toBe('a b\tc d'))
})
