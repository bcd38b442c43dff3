import { describe, expect, test } from 'vitest'
import { matchesPerson } from './queries/matches-person'
import { lineLabel } from './rules'
import { recipientsOf, type Reader } from './rules/recipients'

test('a line is called by its references and its part, or whatever it has', () => {
  const line = { refs: 'C1-C4', mpn: 'GRM188', ipn: '', value: '100n', lineNo: '7' }
  expect(lineLabel(line)).toBe('C1-C4 · GRM188')
  expect(lineLabel({ ...line, mpn: '', ipn: '' })).toBe('C1-C4 · 100n')
  expect(lineLabel({ ...line, refs: '', mpn: '', value: '' })).toBe('7')
  const many = lineLabel({ ...line, refs: Array.from({ length: 40 }, (_, n) => `R${n}`).join(', ') })
  expect(many).toMatch(/^R0, R1, .*R\d … · GRM188$/)
  expect(many.length).toBeLessThan(60)
})

describe('who is told of a post', () => {
  const person = (userId: string, orgId: string, role: Reader['role'] = 'engineer'): Reader => ({ userId, orgId, role })
  const readers = [
    person('ann', 'brand'),
    person('bob', 'brand', 'owner'),
    person('wang', 'factory'),
    person('chen', 'factory', 'finance'),
    person('li', 'factory', 'viewer'),
  ]
  const told = (post: Partial<Parameters<typeof recipientsOf>[0]>, before: string[] = [], among = readers) =>
    Object.fromEntries(
      recipientsOf(
        { authorId: 'ann', authorOrgId: 'brand', mentions: [], first: before.length === 0, ...post },
        among,
        new Set(before),
      ).map(({ reader, kind }) => [reader.userId, kind.replace('threads.', '')]),
    )
  test('first those who answer on the other side', () => expect(told({})).toEqual({ wang: 'asked' }))
  test('anybody who is named, whatever their role', () =>
    expect(told({ mentions: ['li', 'bob'] })).toEqual({ wang: 'asked', li: 'mentioned', bob: 'mentioned' }))
  test('later those who took part', () =>
    expect(told({ authorId: 'wang', authorOrgId: 'factory' }, ['ann', 'wang'])).toEqual({ ann: 'replied' }))
  test('again those who answer, while nobody of their side has', () =>
    expect(told({}, ['ann'])).toEqual({ wang: 'asked' }))
  test('inside one organisation those who answer there, once', () => {
    const inside = readers.filter(({ orgId }) => orgId === 'brand')
    expect(told({}, [], inside)).toEqual({ bob: 'asked' })
    expect(told({}, ['ann'], inside)).toEqual({})
  })
  test('a person of both sides once, as the side that is asked', () => {
    const twice = [...readers, person('wang', 'brand')]
    expect(
      recipientsOf({ authorId: 'ann', authorOrgId: 'brand', mentions: [], first: true }, twice, new Set()).map(
        ({ reader }) => reader,
      ),
    ).toEqual([person('wang', 'factory')])
  })
})

test('people are found by either name, pinyin, initials and title', () => {
  const wang = { displayNameEn: 'Leo Wang', displayNameZh: '王小明', honorific: '王工', sortKey: 'wang xiaoming' }
  for (const typed of ['', 'leo', 'WANG', 'wangx', 'wang xiao', 'wxm', '王', '小明', '王工', 'lw']) {
    expect(matchesPerson(typed, wang), typed).toBe(true)
  }
  for (const typed of ['mi', '张', 'eo', 'wangy']) expect(matchesPerson(typed, wang), typed).toBe(false)
  expect(
    matchesPerson('jose', { displayNameEn: 'José García', displayNameZh: '', honorific: '', sortKey: 'garcia jose' }),
  ).toBe(true)
})
