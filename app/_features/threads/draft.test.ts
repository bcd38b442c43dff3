import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutMentions, excess, isBlank, mentionAt, mentionsIn, toPostText } from './draft'

describe('what was typed, as a post', () => {
  test.each([
    ['en', { en: 'Is it X7R?', zh: '' }, { en: 'Is it X7R?', zh: '', source: 'en' }],
    ['zh', { en: '', zh: '是 X7R 吗？' }, { en: '', zh: '是 X7R 吗？', source: 'zh' }],
    // One language alone goes where it belongs, whatever the portal speaks.
    ['en', { en: '是 X7R 吗？', zh: '' }, { en: '', zh: '是 X7R 吗？', source: 'zh' }],
    ['zh', { en: '', zh: 'please check the stencil' }, { en: 'please check the stencil', zh: '', source: 'en' }],
    // A part number or an OK is of no language.
    ['zh', { en: '', zh: 'GRM188R71H104KA93D' }, { en: '', zh: 'GRM188R71H104KA93D', source: 'zh' }],
    ['zh', { en: '', zh: 'OK' }, { en: '', zh: 'OK', source: 'zh' }],
    // Both were written: nothing is moved.
    ['en', { en: '用 X7R', zh: '用 X7R' }, { en: '用 X7R', zh: '用 X7R', source: 'en' }],
    ['en', { en: ' ', zh: '只写了中文' }, { en: ' ', zh: '只写了中文', source: 'zh' }],
  ] as const)('%s %j', (locale, typed, expected) => expect(toPostText(typed, locale)).toEqual(expected))

  test('the language that is claimed always has words', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom('en' as const, 'zh' as const), (en, zh, locale) => {
        fc.pre(!isBlank({ en, zh }))
        const text = toPostText({ en, zh }, locale)
        expect(text[text.source].trim()).not.toBe('')
      }),
    )
  })

  test('is too long by the longer language', () => {
    expect([excess({ en: 'x'.repeat(8_000), zh: '' }), excess({ en: '', zh: '字'.repeat(8_003) })]).toEqual([0, 3])
  })
})

describe('a name being typed', () => {
  test.each([
    ['@', 1, { start: 0, query: '' }],
    ['请 @王', 4, { start: 2, query: '王' }],
    ['请@wang x', 8, { start: 1, query: 'wang x' }],
    ['see @Ann-Marie O’', 17, { start: 4, query: 'Ann-Marie O’' }],
    // Not a name: an address, a finished sentence, nothing before the caret.
    ['mail ann@example.com', 20, null],
    ['@Ann Lee is right', 17, null],
    ['@王工，请看', 6, null],
    ['no one', 6, null],
    ['later @wang', 3, null],
  ])('%s at %i', (text, caret, expected) => expect(mentionAt(text, caret)).toEqual(expected))
})

describe('names in a text', () => {
  const wang = { id: 'usr_1', names: ['Wang Xiaoming', '王小明'] }
  test('count while they stand there, in either language, once', () => {
    expect(mentionsIn({ en: '@Wang Xiaoming?', zh: '@王小明 请看', mentions: [wang] })).toEqual(['usr_1'])
    expect(mentionsIn({ en: 'Wang Xiaoming?', zh: '', mentions: [wang] })).toEqual([])
  })
  test('are cut out, the longest first, and nothing is lost', () => {
    expect(cutMentions('@Ann Lee and @Ann', ['Ann', 'Ann Lee'])).toEqual([
      { text: '@Ann Lee', mention: true },
      { text: ' and ', mention: false },
      { text: '@Ann', mention: true },
    ])
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string(), { maxLength: 4 }), (text, names) => {
        expect(
          cutMentions(text, names)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })
})
