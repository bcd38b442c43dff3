import { expect, test } from 'vitest'
import { nextPath } from './next-path'

test.each(['/products/prd_1?x=1#y', '/invitations/abc'])('%s is ours', (path) => expect(nextPath(path)).toBe(path))
test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  'javascript:alert(1)',
  '/a\nb',
  '',
  undefined,
  ['/a'],
])('%s is not', (path) => expect(nextPath(path)).toBe('/'))
