import { expect, test } from 'vitest'
import { matchesOrg, orgSortKey } from './search'

const org = {
  legalNameEn: 'Shenzhen Hengda Electronics Co., Ltd.',
  legalNameZh: '深圳市恒达电子有限公司',
  city: '深圳',
  about: 'SMT 贴片与整机组装',
}

test.each([
  'hengda',
  'HENGDA elec',
  '恒达',
  '恒达 smt',
  'hengda dianzi',
  'szshd',
  'shenzhenshi',
  '深圳',
  'ｈｅｎｇｄａ',
])('“%s” finds it', (typed) => expect(matchesOrg(org, typed)).toBe(true))
test.each(['东莞', 'hengda dongguan', 'xyz'])('“%s” does not', (typed) => expect(matchesOrg(org, typed)).toBe(false))

test('Chinese names sort by pinyin among Latin ones', () => {
  const names = [
    { legalNameEn: 'Zebra Inc.', legalNameZh: '' },
    { legalNameEn: '', legalNameZh: '深圳市恒达电子有限公司' },
    { legalNameEn: 'Acme Inc.', legalNameZh: '' },
    { legalNameEn: 'Zed Ltd', legalNameZh: '北京' },
  ]
  expect(names.map(orgSortKey).toSorted()).toEqual([
    'acme inc.',
    'bei jing',
    'shen zhen shi heng da dian zi you xian gong si',
    'zebra inc.',
  ])
})
