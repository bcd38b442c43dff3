import { describe, expect, test } from 'vitest'
import { displayNames, hasName, personSortKey, type Names } from './names'

const none: Names = { familyNameZh: '', givenNameZh: '', familyNameEn: '', givenNameEn: '' }
const shown = (names: Partial<Names>, email = 'someone@example.com') => displayNames({ ...none, ...names }, email)

describe('how a person is shown', () => {
  test('a Chinese name alone becomes pinyin, family name first', () =>
    expect(shown({ familyNameZh: '王', givenNameZh: '小明' })).toEqual({
      displayNameEn: 'Wang Xiaoming',
      displayNameZh: '王小明',
    }))
  test('a compound family name and a family name read differently from its word', () => {
    expect(shown({ familyNameZh: '欧阳', givenNameZh: '娜' }).displayNameEn).toBe('Ouyang Na')
    expect(shown({ familyNameZh: '单', givenNameZh: '雄' }).displayNameEn).toBe('Shan Xiong')
  })
  test('an English first name goes before the family name', () => {
    expect(shown({ familyNameZh: '李', givenNameZh: '文博', givenNameEn: 'Leo' })).toEqual({
      displayNameEn: 'Leo Li',
      displayNameZh: '李文博',
    })
  })
  test('a Western name serves both languages', () =>
    expect(shown({ familyNameEn: 'Rivera', givenNameEn: 'Alex' })).toEqual({
      displayNameEn: 'Alex Rivera',
      displayNameZh: 'Alex Rivera',
    }))
  test('one name only is a name', () => {
    expect(shown({ givenNameEn: 'Sukarno' }).displayNameZh).toBe('Sukarno')
    expect(hasName({ ...none, familyNameZh: '王' })).toBe(true)
    expect(hasName({ ...none, givenNameEn: '  ' })).toBe(false)
  })
  test('without a name, what stands before the @', () =>
    expect(shown({}, 'mei.lin@example.com').displayNameEn).toBe('mei.lin'))
})

describe('one order for both languages', () => {
  test('Chinese by pinyin among Latin family names, accents ignored', () => {
    const people = [
      { familyNameEn: 'Young', givenNameEn: 'Ann' },
      { familyNameZh: '张', givenNameZh: '伟' },
      { familyNameEn: 'Ångström', givenNameEn: 'Åsa' },
      { familyNameZh: '单', givenNameZh: '雄' },
      { familyNameEn: 'Zhu', givenNameEn: 'Bo' },
    ]
    expect(people.map((names) => personSortKey({ ...none, ...names }, '')).toSorted()).toEqual([
      'angstrom asa',
      'shan xiong',
      'young ann',
      'zhang wei',
      'zhu bo',
    ])
  })
})
