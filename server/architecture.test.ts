import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { domainMap, type Domain } from './domains/map'

const root = resolve(import.meta.dirname, '..')
const files = ['app', 'server', 'db', 'locales', 'e2e', 'bench'].flatMap(walk)
type Edge = { from: string; to: string; typeOnly: boolean }
const edges = files.flatMap((from) => importsOf(from))
const product = edges.filter(({ from }) => !isTest(from) && !from.startsWith('server/testing/'))
const order = Object.keys(domainMap)
const domainOf = (file: string) => /^server\/domains\/([^/]+)\//.exec(file)?.[1]
const insideDomain = (file: string) => file.split('/').slice(3).join('/')

/** Concepts that outgrew one file, by domain. A new one is a decision made here. */
const concepts: Partial<Record<Domain, readonly string[]>> = {
  boms: ['importing', 'exporting', 'reading', 'storing', 'placements'],
  parts: ['providers', 'exchange'],
  designFiles: ['reading', 'placements', 'drawing', 'painting', 'modelling'],
  language: ['parity', 'glossary', 'machine'],
  gates: ['criteria'],
  specs: ['contracts', 'exchange', 'templates'],
  notifications: ['rendering'],
  people: ['passwords', 'throttling'],
  firmware: ['formats', 'signing'],
  flashing: ['reporting', 'packing'],
  products: ['nda'],
  releases: ['packing'],
}
const vocabulary =
  /^(lifecycle|rules|policy|inputs|events|queries|router)\.tsx?$|^(rules|queries|commands)\/[a-z0-9-]+\.ts$/
const pure = (file: string) =>
  /^server\/kernel\//.test(file) ||
  /^server\/domains\/[^/]+\/(lifecycle|policy|inputs|events|rules(\/[^/]+)?)(\.ts)?$/.test(file) ||
  /^locales\/(config|en\/|zh\/)/.test(file)

test('a domain imports only what the map grants it', () => {
  const illegal = product.filter(({ from, to }) => {
    const [a, b] = [domainOf(from), domainOf(to)]
    if (!a || !b || a === b) return false
    return !domainMap[a as Domain]?.some((granted) => granted === b)
  })
  expect(illegal).toEqual([])
})

test('the map only points upwards, so no cycle can exist', () => {
  const downwards = Object.entries(domainMap).flatMap(([name, uses]) =>
    uses.filter((use: string) => order.indexOf(use) >= order.indexOf(name)).map((use) => `${name} -> ${use}`),
  )
  expect(downwards).toEqual([])
})

test('every domain is on the map and has both languages', () => {
  const present = [...new Set(files.map(domainOf).filter((name) => name !== undefined))].toSorted()
  expect(present).toEqual(order.toSorted())
  const missing = order.flatMap((name) =>
    ['en', 'zh']
      .filter((language) => !readdirSync(join(root, 'locales', language)).includes(`${name}.json`))
      .map((language) => `${language}/${name}`),
  )
  expect(missing).toEqual([])
})

test('pure files import nothing but pure files', () => {
  const impure = product.filter(
    ({ from, to, typeOnly }) =>
      pure(from) && !typeOnly && !pure(to) && !/^(zod|zod\/mini|uuidv7|pinyin-pro|semver)$/.test(to) && !isConcept(to),
  )
  expect(impure).toEqual([])
})

test('tables know the pure core and nothing else of the server', () => {
  const illegal = product.filter(
    ({ from, to, typeOnly }) => from.startsWith('db/schema/') && /^(app|server)\//.test(to) && !typeOnly && !pure(to),
  )
  expect(illegal).toEqual([])
})

test('pages reach the server through tRPC, types and pure files', () => {
  const illegal = product.filter(
    ({ from, to, typeOnly }) =>
      from.startsWith('app/') &&
      /^(server|db)\//.test(to) &&
      !typeOnly &&
      !pure(to) &&
      !isConcept(to) &&
      !/^app\/api\//.test(from),
  )
  expect(illegal).toEqual([])
})

test('pages know the inputs of procedures by their types alone: what checks them stays on the server', () => {
  const illegal = product.filter(
    ({ from, to, typeOnly }) => /^app\/(?!api\/)/.test(from) && /^server\/.*\/inputs\.ts$/.test(to) && !typeOnly,
  )
  expect(illegal).toEqual([])
})

test('nothing that comes with a page asks for the buffers of Node, which weigh 7 kB in a browser', () => {
  const values = product.filter(({ typeOnly }) => !typeOnly)
  const reached = new Set(files.filter((file) => /^app\/(?!api\/).*\.tsx?$/.test(file) && !isTest(file)))
  // What is added while a set is walked is walked too.
  for (const file of reached)
    for (const { from, to } of values)
      if (from === file) for (const name of [`${to}.ts`, `${to}.tsx`]) if (files.includes(name)) reached.add(name)
  const asking = [...reached].filter((file) => /\bBuffer\.\w/.test(readFileSync(join(root, file), 'utf8')))
  expect(asking).toEqual([])
})

test('kernel and platform know no domain', () => {
  const illegal = product.filter(
    ({ from, to }) => /^server\/(kernel|platform)\//.test(from) && domainOf(to) !== undefined,
  )
  expect(illegal).toEqual([])
})

test('a domain folder holds only the agreed file names', () => {
  const strangers = files.filter((file) => {
    const domain = domainOf(file)
    if (!domain || isTest(file)) return false
    const inside = insideDomain(file)
    return !vocabulary.test(inside) && !isConcept(file)
  })
  expect(strangers).toEqual([])
})

test('no folder is a junk drawer', () => {
  const drawers = /(^|\/)(src|lib|utils?|helpers?|types|hooks|constants|scripts|packages|misc|common|shared)\//
  // An address that people read: packages handed out to recipients.
  const address = /^app\/(\(portal\)\/products\/\[productId\]|share)\/packages\//
  expect(files.filter((file) => drawers.test(file) && !address.test(file))).toEqual([])
})

test('nothing is left for later and no machine is named', () => {
  const marks = new RegExp(
    ['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'coming ' + 'soon', '即将' + '推出', 'esc' + 'row', '担保' + '交易'].join(
      '|',
    ),
    'i',
  )
  const found = files.filter(
    (file) => file !== 'server/architecture.test.ts' && marks.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(found).toEqual([])
})

function isConcept(file: string): boolean {
  const domain = domainOf(file)
  return (
    domain !== undefined &&
    (concepts[domain as Domain] ?? []).some((concept) => insideDomain(file).startsWith(`${concept}/`))
  )
}
function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || /\/(fixtures|testing)\//.test(file)
}
function walk(dir: string): string[] {
  return readdirSync(join(root, dir), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|json)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}
function importsOf(from: string): Edge[] {
  if (!/\.tsx?$/.test(from)) return []
  const source = readFileSync(join(root, from), 'utf8')
  const statements = [
    ...source.matchAll(/^(?:import|export)\s(type\s)?(?:[^'"]*?from\s)?['"]([^'"]+)['"]/gm),
    ...source.matchAll(/()import\(['"]([^'"]+)['"]\)/g),
  ]
  return statements.map(([, type, specifier = '']) => ({
    from,
    to: resolved(from, specifier),
    typeOnly: type !== undefined && type !== '',
  }))
}
function resolved(from: string, specifier: string): string {
  if (specifier.startsWith('@/')) return specifier.slice(2)
  return specifier.startsWith('.') ? relative(root, resolve(root, dirname(from), specifier)) : specifier
}

test('the image brings what the demo reads', () => {
  const image = readFileSync(join(root, 'Dockerfile'), 'utf8')
  const folders = readdirSync(join(root, 'db/seed'), { withFileTypes: true }).filter(
    (each) => each.isDirectory() && each.name !== 'scenarios',
  )
  expect(folders.filter(({ name }) => !image.includes(`/app/db/seed/${name} db/seed/${name}`))).toEqual([])
})
