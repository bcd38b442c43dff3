import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import en from '@/locales/en/audit.json'
import errorTexts from '@/locales/en/errors.json'
import zh from '@/locales/zh/audit.json'
import { domainMap } from '../map'

const root = resolve(import.meta.dirname, '..', '..')
const sources = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((file) => !file.includes('/testing/'))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }))

const coded = new RegExp(`'((?:${Object.keys(domainMap).join('|')})\\.[a-zA-Z]+)'`, 'g')
const literals = (text: string) => [...text.matchAll(coded)].map(([, code = '']) => code)
const at = (tree: unknown, code: string): unknown =>
  code
    .split('.')
    .reduce((node, step) => (typeof node === 'object' && node !== null ? Reflect.get(node, step) : undefined), tree)

/** Event types are written after `type:` or in an `events.ts`; the rest that is no error code is an audit action. */
const eventTypes = new Set(
  sources.flatMap(({ file, text }) => [
    ...(file.endsWith('/events.ts') ? literals(text) : []),
    ...[...text.matchAll(/\btype: ([^,}\n]+)/g)].flatMap(([, expression = '']) => literals(expression)),
  ]),
)
const isErrorCode = (code: string) => [code, `${code}_other`].some((key) => at(errorTexts, key) !== undefined)
const commands = sources.filter(({ file }) => /\/domains\/[^/]+\/commands\//.test(file))
const named = commands.flatMap(({ text }) =>
  [...text.matchAll(/\baction: ([^,}\n]+)/g)].flatMap(([, expression = '']) => literals(expression)),
)
const actions = [
  ...new Set([
    ...named,
    ...commands.flatMap(({ text }) => literals(text)).filter((code) => !isErrorCode(code) && !eventTypes.has(code)),
  ]),
].toSorted()

describe('every action that is recorded can be read', () => {
  test('the search for actions finds those of every domain that records', () => {
    expect([...new Set(actions.map((action) => action.split('.')[0]))]).toEqual(
      expect.arrayContaining(['boms', 'orgs', 'people', 'products', 'threads']),
    )
    expect(actions).toContain('products.acceptInvitation')
  })
  test.each([
    ['English', en],
    ['Chinese', zh],
  ])('in %s', (_, texts) => {
    expect(actions.filter((action) => typeof at(texts, `action.${action}`) !== 'string')).toEqual([])
  })
})
