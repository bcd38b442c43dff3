import { expect, test } from 'vitest'
import { canBeMailed, isDueForMail, mailAttempts, mailPause } from './rules'

const minute = 60_000
test.each([
  ['just happened, reader away', 1, null, false],
  ['two minutes old, reader never seen', 2, null, true],
  ['two minutes old, reader at the desk', 2, 1, false],
  ['two minutes old, reader gone for eight', 2, 8, true],
  ['half an hour old, reader at the desk', 30, 0, true],
  ['three days old', 3 * 24 * 60, null, false],
])('%s', (_, age, idle, due) => expect(isDueForMail(age * minute, idle === null ? null : idle * minute)).toBe(due))

test('a mail server may be away for a day before a mail is given up', () => {
  const waited = Array.from({ length: mailAttempts - 1 }, (_, n) => mailPause(n + 1)).reduce(
    (sum, pause) => sum + pause,
    0,
  )
  expect(waited).toBeGreaterThan(20 * 60 * minute)
  expect(mailPause(1)).toBe(30_000)
})

test('what stands in for a mailbox is none', () => {
  expect(canBeMailed('5f0c@no-email.invalid')).toBe(false)
  expect(canBeMailed('li@invalid.example.com')).toBe(true)
})
