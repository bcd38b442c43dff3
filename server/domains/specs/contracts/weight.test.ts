import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../../../..')
/** Files that bring a parser with them, which is the server's business. */
const parsers = /^(ajv|protobufjs|@humanwhocodes\/momoa)(\/|$)/

function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8')
  return [...source.matchAll(/^(?:import|export)\s(?!type\s)[^'"]*?from\s'([^']+)'/gm)].map(([, from = '']) => from)
}
function reaches(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return []
  seen.add(file)
  return importsOf(file).flatMap((from) =>
    from.startsWith('.')
      ? reaches(join(file, '..', `${from}.ts`), seen)
      : from.startsWith('@/')
        ? reaches(join(root, `${from.slice(2)}.ts`), seen)
        : [from],
  )
}

test('types, checks, versions and changes are light enough for a page', () => {
  const light = ['contract', 'schema', 'checks', 'addresses', 'problems', 'versioning', 'changes']
  for (const name of light)
    expect([name, reaches(join(import.meta.dirname, `${name}.ts`)).filter((from) => parsers.test(from))]).toEqual([
      name,
      [],
    ])
  expect(reaches(join(import.meta.dirname, 'validate.ts')).filter((from) => parsers.test(from))).not.toEqual([])
})

test('no page reaches for the parsers', () => {
  const pages = readdirSync(join(root, 'app'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  const heavy = pages.filter((page) =>
    importsOf(page).some((from) =>
      /specs\/(contracts\/(json-schema|protobuf|validate|compatibility)|templates)/.test(from),
    ),
  )
  expect(heavy).toEqual([])
})
