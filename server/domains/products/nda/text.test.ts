import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import en from '@/locales/en/products.json'
import zh from '@/locales/zh/products.json'
import { composeNda, ndaClauses, ndaPartyName, type NdaVersion } from './text'

const names = { brand: '<brand>', manufacturer: '<manufacturer>' }
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

function read(tree: unknown, path: string[]): string {
  const [step, ...rest] = path
  if (step === undefined) return typeof tree === 'string' ? tree : ''
  return typeof tree === 'object' && tree !== null ? read(Reflect.get(tree, step), rest) : ''
}
const composed = (version: NdaVersion, texts: object) =>
  composeNda(version, names, (key, both) =>
    read(texts, key.replace('products:', '').split('.'))
      .replaceAll('{{brand}}', both.brand)
      .replaceAll('{{manufacturer}}', both.manufacturer),
  )

describe('v1', () => {
  const [english, chinese] = [composed('v1', en), composed('v1', zh)]
  test('has every clause in both languages, and both names', () => {
    for (const text of [english, chinese]) {
      expect(text.split('\n\n')).toHaveLength(2 + ndaClauses.v1.length)
      expect(text.split('\n').every((line) => line.trim() !== '' || line === '')).toBe(true)
      expect(text).toContain('<brand>')
      expect(text).toContain('<manufacturer>')
      expect(text).not.toContain('{{')
    }
  })
  // People have accepted these very words. Another wording is another version.
  test('keeps its words for good', () => {
    expect({ english: sha256(english), chinese: sha256(chinese) }).toEqual({
      english: 'bea8325ce9fb597bb8f369855a384d557a14766d68fce7fac6aa38dda8996f51',
      chinese: '985dbc60042e4c5d29a97159f1a57bd7a1598f1dbcbe44fd498caa09dd0414a1',
    })
  })
})

test('a party is named by its Chinese name first, then the other, then its code', () => {
  const org = {
    legalNameEn: 'Lanqi Electronics Co., Ltd.',
    legalNameZh: '深圳市蓝琪电子有限公司',
    uscc: '91440300MA5TE5T07D',
  }
  expect(ndaPartyName(org)).toBe('深圳市蓝琪电子有限公司 / Lanqi Electronics Co., Ltd. (91440300MA5TE5T07D)')
  expect(ndaPartyName({ legalNameEn: 'Larkspur Inc.', legalNameZh: '', uscc: null })).toBe('Larkspur Inc.')
})
