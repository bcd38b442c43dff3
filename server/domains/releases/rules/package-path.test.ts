import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areApart, packagePaths, portableName } from './package-path'

test.each([
  ['top.gbr', 'top.gbr'],
  ['主板 Gerber.zip', '主板 Gerber.zip'],
  ['a:b?.pdf', 'a_b_.pdf'],
  ['../../etc/passwd', '.._.._etc_passwd'],
  ['drawing.', 'drawing'],
  ['..', '_'],
  ['CON.pdf', '_CON.pdf'],
  ['', '_'],
])('%s is kept as %s', (name, kept) => expect(portableName(name)).toBe(kept))

test('of two that would meet on a disk the later is counted on', () => {
  const files = ['Top.gbr', 'top.GBR', 'ｔｏｐ.gbr'].map((name) => ({ folder: 'fabrication', name }))
  expect(packagePaths(files)).toEqual(['fabrication/Top.gbr', 'fabrication/top (2).GBR', 'fabrication/ｔｏｐ (3).gbr'])
})

test('whatever files are called: each has a path of its own that stays in its folder and every system can unpack', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 30 }), (names) => {
      const paths = packagePaths(names.map((name) => ({ folder: 'other', name })))
      expect(new Set(paths.map((path) => path.normalize('NFKC').toLowerCase())).size).toBe(names.length)
      expect(areApart(paths)).toBe(true)
      for (const path of paths) {
        expect(path).toMatch(/^other\/(?!\.{1,2}$)[^<>:"/\\|?*]*[^<>:"/\\|?*. ]$/)
        expect(Array.from(path).every((character) => (character.codePointAt(0) ?? 0) > 31)).toBe(true)
      }
    }),
  )
})

test('paths that meet on a disk are told', () => expect(areApart(['bom/A.txt', 'bom/a.TXT'])).toBe(false))
