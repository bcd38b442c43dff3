import { expect, test } from 'vitest'
import { isDemoEmail, looksLikeEmail, normalizeEmail } from './email'

test('one spelling per mailbox', () => {
  expect(normalizeEmail('  Mei.Lin＠Example.COM ')).toBe('mei.lin@example.com')
})
test.each(['a@b.co', 'wang@qq.com', '李雷@例子.公司', 'x+y@sub.example.com'])('%s is plausible', (email) =>
  expect(looksLikeEmail(email)).toBe(true),
)
test.each(['', 'a', 'a@b', '@b.co', 'a b@c.de', 'a@b..c', 'a@b.c,d@e.f', '<a@b.c>', `${'a'.repeat(250)}@b.co`])(
  '“%s” is not',
  (email) => expect(looksLikeEmail(email)).toBe(false),
)
test('demo accounts are told by their whole domain', () => {
  expect(isDemoEmail('li@demo.mortise.example')).toBe(true)
  expect(isDemoEmail('li@notdemo.mortise.example')).toBe(false)
  expect(isDemoEmail('li@demo.mortise.example.com')).toBe(false)
})
