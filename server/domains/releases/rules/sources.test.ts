import { expect, test } from 'vitest'
import { bilingual } from '@/server/kernel/bilingual'
import { packageFileName, staleSources, type PackageSources } from './sources'

const source = (id: string, letter: string) => ({
  ...{ id, letter, number: id, name: bilingual('en', id), revisionId: `${id}-${letter}`, hash: '0' },
})
const sources: PackageSources = { set: source('board', 'A'), bom: source('bom', 'B'), spec: null }
const inForce = (id: string, letter: string) => [id, { revisionId: `${id}-${letter}`, letter }] as const

test('a package is current while all it was made from is in force', () => {
  expect(staleSources(sources, new Map([inForce('board', 'A'), inForce('bom', 'B')]))).toEqual([])
})
test('and names what overtook it, and what has no release any more', () => {
  const stale = staleSources(sources, new Map([inForce('board', 'B'), ['bom', null]]))
  expect(stale.map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ['set', 'A', 'B'],
    ['bom', 'B', null],
  ])
})
test('the name of its file says what it must not be used for', () => {
  expect(packageFileName('P-PKG-001', 'current')).toBe('P-PKG-001.zip')
  expect(packageFileName('P-PKG-001', 'superseded')).toBe('SUPERSEDED-已作废_P-PKG-001.zip')
})
