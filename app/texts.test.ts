import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '@/db/root'

const root = projectRoot()
/** The outermost layout gives these to everybody. */
const everywhere = ['common', 'errors']

const quoted = (text: string): string[] => [...text.matchAll(/'([^']+)'/g)].flatMap(([, word]) => word ?? [])

function fileOf(from: string, name: string): string[] {
  if (!name.startsWith('@/app/') && !name.startsWith('.')) return []
  const base = name.startsWith('@/') ? join(root, name.slice(2)) : join(dirname(from), name)
  return [base, `${base}.tsx`, `${base}.ts`].filter((path) => existsSync(path) && statSync(path).isFile()).slice(0, 1)
}

/** What a file imports, also on first use; the namespaces it speaks from, and those it gives to what is below. */
const read = new Map<string, Readonly<{ imports: string[]; speaks: string[]; gives: string[] }>>()
function factsOf(file: string) {
  const known = read.get(file)
  if (known) return known
  const text = readFileSync(file, 'utf8')
  const names = [...text.matchAll(/(?:^(?:import|export) (?!type )[^'";]*?from |\bimport\(|^import )'([^']+)'/gm)]
  const facts = {
    imports: names.flatMap(([, name = '']) => fileOf(file, name)),
    speaks: [...text.matchAll(/useTranslation\(([^)]*)\)/g)].flatMap(([, of = '']) => quoted(of)),
    gives: [...text.matchAll(/<Texts of=\{\[([^\]]*)\]/g)].flatMap(([, of = '']) => quoted(of)),
  }
  read.set(file, facts)
  return facts
}

function reachable(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const next of factsOf(file).imports) reachable(next, seen)
  return seen
}

const layoutsOf = (page: string): string[] => {
  const dir = dirname(page)
  const own = [join(dir, 'layout.tsx')].filter((path) => existsSync(path))
  return dir === join(root, 'app') ? own : [...layoutsOf(dir), ...own]
}

const pages = readdirSync(join(root, 'app'), { recursive: true, encoding: 'utf8' })
  .filter((name) => basename(name) === 'page.tsx')
  .map((name) => join('app', name))

test.each(pages)('%s is given the words of everything on it', (name) => {
  const page = join(root, name)
  const given = new Set([page, ...layoutsOf(page)].flatMap((file) => factsOf(file).gives).concat(everywhere))
  const missing = [...reachable(page)].flatMap((file) =>
    factsOf(file)
      .speaks.filter((namespace) => !given.has(namespace))
      .map((namespace) => `${namespace} for ${file.slice(root.length + 1)}`),
  )
  expect(missing).toEqual([])
})
