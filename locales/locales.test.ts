import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { memberRoles, orgKinds } from '@/server/kernel/actor'
import { grants, invitationStandings, phases, verticals } from '@/server/domains/products/rules'
import { threadStates } from '@/server/domains/threads/lifecycle'
import { namespaces } from './config'

type Tree = { [key: string]: string | Tree }
const here = import.meta.dirname
const root = join(here, '..')
const load = (language: string, file: string): Tree => JSON.parse(readFileSync(join(here, language, file), 'utf8'))
const flatten = (node: Tree, prefix = ''): [string, string][] =>
  Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  )
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const placeholders = (text: string) =>
  [...text.matchAll(/{{\s*(\w+)/g)]
    .map(([, name = '']) => name)
    .toSorted(byText)
    .join(' ')
/** English counts one and other; Chinese has one form. */
const plural = /_(one|other)$/
const shape = (tree: Tree) =>
  [
    ...new Map(
      flatten(tree).map(
        ([key, text]) => [key.replace(plural, ''), placeholders(text.replace('{{count}}', ''))] as const,
      ),
    ).entries(),
  ].toSorted(([a], [b]) => byText(a, b))
const files = readdirSync(join(here, 'en')).filter((file) => file.endsWith('.json'))

test('both languages have the same files, and every namespace is declared', () => {
  expect(readdirSync(join(here, 'zh')).toSorted()).toEqual(files.toSorted())
  expect(
    files
      .map((file) => file.replace('.json', ''))
      .filter((name) => name !== 'cli')
      .toSorted(),
  ).toEqual([...namespaces].toSorted())
})

describe.each(files)('%s', (file) => {
  test('says the same things in both languages', () => {
    expect(shape(load('zh', file))).toEqual(shape(load('en', file)))
  })
  test('is Chinese in Chinese, with the punctuation of Chinese', () => {
    const odd = flatten(load('zh', file)).filter(([, text]) =>
      /\p{Script=Han}[,;!?]|\p{Script=Han}\s*:(?!\/\/)\s|\p{Script=Han}\.(\s|$)/u.test(text),
    )
    expect(odd).toEqual([])
  })
  test('has no empty text', () => {
    expect(
      [...flatten(load('en', file)), ...flatten(load('zh', file))].filter(([, text]) => text.trim() === ''),
    ).toEqual([])
  })
})

test('every state, role and choice has a label', () => {
  const keys = (file: string, path: string) => {
    const node = path
      .split('.')
      .reduce<Tree | string | undefined>(
        (tree, key) => (typeof tree === 'object' ? tree[key] : undefined),
        load('en', file),
      )
    return typeof node === 'object' ? Object.keys(node).toSorted() : []
  }
  expect(keys('common.json', 'role')).toEqual([...memberRoles].toSorted())
  expect(keys('common.json', 'orgKind')).toEqual([...orgKinds].toSorted())
  expect(keys('products.json', 'phase')).toEqual([...phases].toSorted())
  expect(keys('products.json', 'grant')).toEqual([...grants].toSorted())
  expect(keys('products.json', 'standing')).toEqual([...invitationStandings].toSorted())
  expect(keys('products.json', 'vertical')).toEqual(Object.keys(verticals).toSorted())
  expect(keys('threads.json', 'state')).toEqual([...threadStates].toSorted())
})

test.each(['en', 'zh'])('an image has one name where it is built and where it is flashed (%s)', (language) => {
  const rolesIn = (file: string) => Object.fromEntries(flatten(load(language, file)))
  const [built, flashed] = [rolesIn('firmware.json'), rolesIn('flashing.json')]
  for (const role of ['role.application', 'role.bootloader', 'role.merged', 'role.filesystem'])
    expect(flashed[role]).toBe(built[role])
})

test('every refusal of the server has a sentence', () => {
  const files = sources('server').filter(({ path }) => !path.includes('.test.'))
  const said = files.flatMap(({ text }) => [...text.matchAll(/new DomainError\(\s*'\w+',\s*'([\w.]+)'/g)])
  // A lifecycle refuses by its own name.
  const lifecycles = files
    .filter(({ path }) => /^server\/domains\/\w+\/lifecycle\.ts$/.test(path))
    .flatMap(({ text }) => [...text.matchAll(/= defineLifecycle<[^(]*>\(\s*'([\w.]+)'/g)])
  const defined = files.flatMap(({ path, text }) =>
    path.startsWith('server/domains/') ? [...text.matchAll(/= defineLifecycle\b/g)] : [],
  )
  expect(lifecycles.length).toBe(defined.length)
  const codes = [
    ...said.map(([, code = '']) => code),
    ...lifecycles.map(([, name = '']) => `${name}.illegalTransition`),
  ]
  const known = new Set(flatten(load('en', 'errors.json')).map(([key]) => key.replace(plural, '')))
  expect([...new Set(codes)].filter((code) => !known.has(code))).toEqual([])
})

test('no text stands in a component', () => {
  const literal =
    />\s*[A-Za-z\p{Script=Han}][^<>{}=;()]*\p{L}[^<>{}=;()]*<\/|\s(?:title|label|placeholder|aria-label|alt)="[^"]*\p{L}/u
  const found = sources('app')
    .filter(({ path }) => path.endsWith('.tsx') && !path.includes('.test.'))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (literal.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
    )
  expect(found).toEqual([])
})

test('Han characters in code are data of a rule, never a message', () => {
  const allowed =
    /^server\/domains\/(boms\/(importing|exporting|rules|placements)|parts\/(rules|exchange)|calendars|language\/(parity|glossary|rules|machine)|specs\/exchange|changes\/rules|designFiles\/(rules|reading|placements)|firmware\/rules|flashing\/reporting|releases\/rules|people\/(rules|passwords))\/|^server\/(kernel|testing)\/|\/fixtures\/|\.test\.tsx?$/
  const found = [...sources('server'), ...sources('app')]
    .filter(({ path }) => !allowed.test(path))
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, index) =>
          /\p{Script=Han}/u.test(line.replace(/\/\/.*$|^\s*\/?\*.*$|\/\*.*\*\//g, ''))
            ? [`${path}:${index + 1} ${line.trim()}`]
            : [],
        ),
    )
  expect(found).toEqual([])
})

function sources(folder: string): { path: string; text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: path.slice(root.length + 1), text: readFileSync(path, 'utf8') }))
}
