import { expect, test } from 'vitest'
import { pathOf } from './path-of'

test.each([
  ['designSet', '/products/p/files/x'],
  ['firmwareLine', '/products/p/firmware/x'],
  ['firmwareBuild', '/products/p/firmware/w/x'],
  ['flashPackage', '/products/p/firmware/flashing/x'],
  ['device', '/products/p/firmware/flashing?serial=A%2F1%26b'],
  ['package', '/products/p/packages/x'],
  ['golden', '/products/p/golden/x'],
  ['requirement', '/products/p/specs/w?requirement=x'],
  ['part', '/parts/x'],
] as const)('a %s is read at %s', (kind, path) => {
  expect(pathOf({ kind, subjectId: 'x', productId: 'p', withinId: 'w', code: 'A/1&b' })).toBe(path)
})
