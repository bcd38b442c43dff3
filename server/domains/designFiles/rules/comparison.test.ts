import { expect, test } from 'vitest'
import { compareFiles } from './comparison'

const file = (name: string, sha256: string) => ({ nameKey: name.toLowerCase(), name, sha256 })

test('files are paired by name, what changed first', () => {
  const before = [file('top.gbr', '1'), file('old.drl', '1'), file('Edge.gbr', '1')]
  const after = [file('edge.gbr', '1'), file('new.drl', '2'), file('top.gbr', '2')]
  expect(compareFiles(before, after).map(({ name, change }) => [name, change])).toEqual([
    ['top.gbr', 'changed'],
    ['new.drl', 'added'],
    ['old.drl', 'removed'],
    ['edge.gbr', 'same'],
  ])
})
