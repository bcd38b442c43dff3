import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '@/db/root'
import { detectLanguage } from '@/server/kernel/bilingual'
import { breakLines, type SetLine } from './break-lines'
import { fontFiles, typefaces } from './typeface'

const faces = typefaces(fontFiles(projectRoot()))
const size = 8
const set = (text: string, width: number): SetLine[] => {
  const style = { weight: 'regular', size, tone: 'plain', language: detectLanguage(text) } as const
  return breakLines([{ text, style }], width, faces)
}
const textOf = ({ runs }: SetLine): string =>
  runs.flatMap(({ glyphs }) => glyphs.map(({ codePoint }) => String.fromCodePoint(codePoint))).join('')
const lines = (text: string, width: number): string[] => set(text, width).map(textOf)

describe('where a line ends', () => {
  test('between words, and the space goes', () => {
    expect(lines('The supply voltage at the input', 60)).toEqual(['The supply', 'voltage at the', 'input'])
  })
  test('between Chinese characters, but no line begins with ，。； or ends with （', () => {
    // Six characters fill 48 points; each mark would come seventh.
    expect(lines('输入连接器处，的供电电压。应保持稳定；外壳材料（阻燃）', 48)).toEqual([
      '输入连接器',
      '处，的供电电',
      '压。应保持稳',
      '定；外壳材料',
      '（阻燃）',
    ])
  })
  test('a number keeps its unit and its sign', () => {
    expect(lines('not above 45 mA', 58)).toEqual(['not above', '45 mA'])
    expect(lines('纹波不大于 50 mV', 62)).toEqual(['纹波不大于', '50 mV'])
    expect(lines('ripple ≤ 50 mV', 52)).toEqual(['ripple', '≤ 50 mV'])
    expect(lines('density 10⁻⁶ V²', 48)).toEqual(['density', '10⁻⁶ V²'])
  })
  test('one character alone gets company, where that costs no line', () => {
    // Thirteen characters fit into a line; the fourteenth and its full stop do not.
    expect(lines('手环应在三秒之内自行恢复工作。', 104)).toEqual(['手环应在三秒之内自行恢', '复工作。'])
  })
  test('a line feed ends it, also twice', () => {
    expect(lines('one\n\ntwo', 200)).toEqual(['one', '', 'two'])
  })
  test('in the middle of what has no such place', () => {
    const long = 'k'.repeat(8_000)
    const cut = set(long, 200)
    expect(cut.map(textOf).join('')).toBe(long)
    expect(Math.max(...cut.map(({ width }) => width))).toBeLessThanOrEqual(200)
  })
  test('nothing is one empty line', () => {
    expect(lines('', 100)).toEqual([''])
  })

  const letters = Array.from('输入电压应为稳定工作，。；：？！、）》”（《“ abcVmA0123.,%℃ΩΩ±≥-/')
  test('whatever is written: nothing is lost, nothing is too wide, no mark stands where it must not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...letters), { maxLength: 120 }).map((picked) => picked.join('')),
        fc.integer({ min: 60, max: 240 }),
        (text, width) => {
          const found = set(text, width)
          const joined = found.map(textOf).join('').replaceAll(' ', '')
          expect(joined).toBe(text.replaceAll(' ', ''))
          for (const line of found) expect(line.width).toBeLessThanOrEqual(width + 0.001)
        },
      ),
    )
  })
  test('no line of ordinary Chinese begins with a closing mark or ends with an opening one', () => {
    const sentence = fc
      .array(fc.constantFrom('输入', '电压应为', '稳定', 'PCB 板', '3.3 V', '（见图 2）', '“合格”'), {
        minLength: 4,
        maxLength: 30,
      })
      .chain((parts) =>
        fc
          .array(fc.constantFrom('，', '。', '；', '、', '：', ''), {
            minLength: parts.length,
            maxLength: parts.length,
          })
          .map((marks) => parts.map((part, index) => part + (marks[index] ?? '')).join('')),
      )
    fc.assert(
      fc.property(sentence, fc.integer({ min: 70, max: 200 }), (text, width) => {
        for (const line of lines(text, width)) {
          expect(line).not.toMatch(/^[，。；、：）”]/)
          expect(line).not.toMatch(/[（“]$/)
        }
      }),
    )
  })
})

describe('how characters are drawn', () => {
  const glyph = (character: string, language: 'en' | 'zh') => faces.regular.glyph(character, language)
  test('the signs of engineers are all there', () => {
    for (const sign of 'µμΩ±≥≤≈≠°℃℉²³⁻¹×÷·‰∞√∑∆→←↑↓φΦαβⅡ①⑳㎡⌀∅℧％′″')
      expect([sign, glyph(sign, 'en').id === 0]).toEqual([sign, false])
  })
  test('so are the characters of names that few fonts have', () => {
    for (const rare of '喆堃龘䶮镕珺骣塥弪铴𬭚鴻臺') expect([rare, glyph(rare, 'zh').id === 0]).toEqual([rare, false])
  })
  test('quotation marks are narrow in English and wide in Chinese', () => {
    expect(glyph('“', 'zh').advance).toBe(1000)
    expect(glyph('“', 'en').advance).toBeLessThan(500)
    expect(glyph('·', 'en').advance).toBe(500)
  })
  test('a raised sign the font lacks is drawn small from the plain one', () => {
    expect(glyph('⁻', 'en')).toMatchObject({ id: glyph('−', 'en').id, codePoint: 0x207b, scale: 0.62 })
  })
  test('what it cannot draw is an empty box', () => {
    expect(glyph('🔧', 'en')).toMatchObject({ id: 0, codePoint: 0x1f527 })
  })
})
