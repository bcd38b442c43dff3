import { describe, expect, test } from 'vitest'
import { cookieHeader, parseCookies, readLocale } from './cookies'

describe('cookies', () => {
  test('the first of two equal names wins and broken escapes survive', () => {
    expect(parseCookies('a=1; b=%E6%A6%AB; a=2; c=%E0%A4%A; =x; d')).toEqual({ a: '1', b: '榫', c: '%E0%A4%A' })
  })
  test('a session cookie is closed to scripts and other sites', () => {
    const header = cookieHeader('__Host-s', 'v', { secure: true, expires: new Date(0) })
    expect(header).toBe('__Host-s=v; Path=/; SameSite=Lax; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure')
  })
})

describe('the language of a visitor', () => {
  test.each([
    [undefined, 'en'],
    ['zh-Hans-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['fr-FR,en;q=0.5,zh;q=0.7', 'zh'],
    ['de', 'en'],
    ['zh;q=0,en', 'en'],
  ])('%s is read as %s', (header, language) => expect(readLocale({}, header)).toBe(language))
  test('the cookie decides', () => expect(readLocale({ 'mortise-locale': 'zh' }, 'en')).toBe('zh'))
  test('a made-up cookie does not', () => expect(readLocale({ 'mortise-locale': 'xx' }, 'en')).toBe('en'))
})
