import { describe, expect, test } from 'vitest'
import { eqLikeness, likeEnough, type EqWords } from './eq-likeness'

describe('likeness', () => {
  const words = (en: string, zh: string, proposal: Partial<EqWords['proposal']> = {}): EqWords => ({
    title: { en, zh },
    proposal: { en: '', zh: '', ...proposal },
  })
  const flash = words('Second source for flash U10, W25Q64 is 14 weeks out', 'U10 闪存 W25Q64 缺料，可否用二供', {
    en: 'Use GD25Q64ETIGR, same pinout and commands, checked with five boards.',
    zh: '改用 GD25Q64ETIGR，引脚和指令兼容，已试做五片。',
  })
  const likes = (typed: EqWords, earlier: EqWords) => eqLikeness(typed, earlier) >= likeEnough

  test.each([
    ['the same words', words('Second source for flash U10, W25Q64 is 14 weeks out', ''), true],
    ['the same matter on another board', words('W25Q64 flash out of stock, second source?', ''), true],
    ['in Chinese', words('', '闪存 W25Q64 缺料，用二供可以吗'), true],
    ['in Chinese, on another matter', words('', '外壳缝隙超差，是否让步接收'), false],
    ['in English, on another matter', words('Gap between lid and base is 0.35 mm', ''), false],
    ['another part', words('Replace inductor L2 to tune the antenna at 2.48 GHz', ''), false],
    ['nothing yet', words('', ''), false],
  ])('%s', (_, typed, expected) => expect(likes(typed, flash)).toBe(expected))

  test('long texts on different matters are not alike for using the same letters', () => {
    const gap = words('Gap between lid and base out of tolerance', '', {
      en: 'Accept this lot: the gasket still seals at 0.35 mm, checked on twenty units with the leak tester overnight. From the next lot on the tool is corrected and the first shots are measured again.',
    })
    const label = words('Barcode on the carton label', '', {
      en: 'Print Code 128 instead of Code 39, since the scanner of the warehouse does not read the old one reliably at this size. The text beneath the bars stays the same as on the drawing.',
    })
    expect(likes(gap, label)).toBe(false)
    expect(eqLikeness(gap, gap)).toBeCloseTo(1)
  })
})
