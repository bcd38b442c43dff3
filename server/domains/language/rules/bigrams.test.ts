import { expect, test } from 'vitest'
import { bigramsOf, likeness } from './bigrams'

test('words of either language become pairs of characters, folded', () => {
  expect(bigramsOf('工作电压')).toEqual(['工作', '作电', '电压'])
  expect(bigramsOf('ＶＤＤ 3.3V')).toEqual(['vd', 'dd', '3', '3v'])
  expect(bigramsOf(' ，。')).toEqual([])
})

test('likeness is 1 for the same words in another order and 0 for others', () => {
  const [a, b] = ['supply voltage', 'voltage, supply'].map(bigramsOf)
  expect(likeness(a ?? [], b ?? [])).toBe(1)
  expect(likeness(a ?? [], bigramsOf('防水'))).toBe(0)
  expect(likeness(a ?? [], [])).toBe(0)
})
