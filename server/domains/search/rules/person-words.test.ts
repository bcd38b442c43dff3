import { expect, test } from 'vitest'
import { gramsOf, needlesOf } from './grams'
import { personWords } from './person-words'

const wang = { displayNameEn: 'Wang Lei', displayNameZh: '王磊', honorific: '王工' }
const finds = (person: typeof wang, query: string) => {
  const grams = [...gramsOf(`${person.displayNameEn} ${person.displayNameZh} ${personWords(person)}`)]
  return needlesOf(query).every(({ gram, prefix }) =>
    grams.some((each) => (prefix ? each.startsWith(gram) : each === gram)),
  )
}

test.each(['wl', 'lw', 'wanglei', 'wang lei', 'leiw', 'Lei', '王', '磊', '王磊', '王工', 'WL'])(
  '%s is 王磊',
  (query) => {
    expect(finds(wang, query)).toBe(true)
  },
)
test.each(['wz', 'zhang', '王雷', 'li'])('%s is not', (query) => expect(finds(wang, query)).toBe(false))

test('three characters, and names without Chinese', () => {
  const ouyang = { displayNameEn: 'Ouyang Xiaoming', displayNameZh: '欧阳晓明', honorific: '' }
  expect(['oyxm', 'xm', 'ouyangx', 'xiaoming', '晓明'].filter((query) => !finds(ouyang, query))).toEqual([])
  const sarah = { displayNameEn: 'Sarah Chen', displayNameZh: 'Sarah Chen', honorific: '' }
  expect(['sc', 'sarah', 'chen s'].filter((query) => !finds(sarah, query))).toEqual([])
})
