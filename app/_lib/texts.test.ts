import { createInstance } from 'i18next'
import { describe, expect, test } from 'vitest'
import { namespaces } from '@/locales/config'
import { loadTexts } from '@/locales/translator'
import { Texts } from './texts'

const keysOf = (node: object, prefix = ''): string[] =>
  Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  )

describe.each(['en', 'zh'] as const)('in %s', async (language) => {
  const resources = await loadTexts(language, namespaces)
  const reference = createInstance()
  await reference.init({
    lng: language,
    fallbackLng: false,
    resources,
    ns: [...namespaces],
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  })
  const texts = new Texts(language, resources)
  const cases = namespaces.flatMap((name) => keysOf(resources[language]?.[name] ?? {}).map((key) => ({ name, key })))

  test.each([{}, { count: 0 }, { count: 1 }, { count: 2 }, { count: 21 }])(
    'every text reads as on the server: %o',
    (counted) => {
      expect(cases.length).toBeGreaterThan(500)
      const differing = cases.flatMap(({ name, key }) => {
        const bare = key.replace(/_(zero|one|other)$/, '')
        const placeholders = String(reference.getResource(language, name, key)).matchAll(/\{\{\s*(\w+)\s*\}\}/g)
        const values = Object.fromEntries([...placeholders].map(([, placeholder]) => [placeholder, `‹${placeholder}›`]))
        return [key, bare].flatMap((asked) => {
          const given = { ...values, ...counted }
          const expected = reference.t(`${name}:${asked}` as 'common:productName', given)
          const read = texts.read(`${name}:${asked}`, ['common'], given)
          return read === expected ? [] : [{ asked: `${name}:${asked}`, expected, read }]
        })
      })
      expect(differing).toEqual([])
    },
  )

  test('every text exists, and what is made up does not', () => {
    expect(cases.filter(({ name, key }) => !texts.exists(`${name}:${key}`))).toEqual([])
    expect(texts.exists('errors:no.such')).toBe(false)
    expect(texts.exists('errors:constructor')).toBe(false)
  })

  test('a key without a namespace is looked for where it is used, then nowhere', () => {
    expect(texts.read('actions.save', ['boms', 'common'])).toBe(reference.t('common:actions.save'))
    expect(texts.read('actions.save', ['boms'])).toBe('actions.save')
  })
})
