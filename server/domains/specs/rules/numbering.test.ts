import { expect, test } from 'vitest'
import { nextReleaseLetter, workingNumber } from './numbering'

test('working revisions count on, and released ones skip the letters that are misread', () => {
  expect([1, 9, 10].map(workingNumber)).toEqual(['0.1', '0.9', '0.10'])
  const released: string[] = []
  for (let last: string | null = null; released.length < 23;) released.push((last = nextReleaseLetter(last)))
  expect(released.join(' ')).toBe('A B C D E F G H J K L M N P R T U V W Y AA AB AC')
  expect(nextReleaseLetter('AY')).toBe('BA')
  expect(nextReleaseLetter('YY')).toBe('AAA')
  expect(() => nextReleaseLetter('I')).toThrow(RangeError)
})
