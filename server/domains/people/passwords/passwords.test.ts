import { hash, parseOptions } from '@node-rs/argon2'
import { describe, expect, test } from 'vitest'
import { hashPassword, nobodysHash, verifyPassword } from './hashing'
import { passwordFault } from './strength'

describe('hashing', () => {
  test('right, wrong, and of nobody', async () => {
    const stored = await hashPassword('枫叶 lantern 42 river')
    expect(await verifyPassword(stored, '枫叶 lantern 42 river')).toEqual({ right: true, outdated: false })
    expect(await verifyPassword(stored, '枫叶 lantern 42 rivet')).toEqual({ right: false, outdated: false })
    expect(await verifyPassword(null, '枫叶 lantern 42 river')).toEqual({ right: false, outdated: false })
  })
  test('full-width characters of an input method are the same password', async () => {
    const stored = await hashPassword('lantern４２')
    expect((await verifyPassword(stored, 'lantern42')).right).toBe(true)
  })
  test('a hash of another cost is right and outdated', async () => {
    const old = await hash('lantern river 42', { memoryCost: 4096, timeCost: 3, parallelism: 1 })
    expect(await verifyPassword(old, 'lantern river 42')).toEqual({ right: true, outdated: true })
  })
  test('the hash of nobody costs what a real one costs', async () => {
    expect(parseOptions(nobodysHash)).toEqual(parseOptions(await hashPassword('whatever it is')))
  })
})

describe('strength', () => {
  const personal = ['xiaoming.wang@hengda.example', 'Wang', 'Xiaoming', '王小明']
  test.each([
    ['short7!', 'short'],
    ['x'.repeat(257), 'long'],
    ['password12345', 'common'],
    ['qwertyuiop[]', 'keyboard'],
    ['aaaaaaaaaaaaaa', 'repeats'],
    ['abcdefghijklmnop', 'sequence'],
    ['xiaomingwang', 'personal'],
    ['mortise2026', 'personal'],
  ])('%s is %s', (password, fault) => expect(passwordFault(password, personal)).toBe(fault))
  test.each(['lantern-river-42-otter', '今天午饭吃了一碗牛肉面', 'T7#vq9!mLr2&'])('%s will do', (password) =>
    expect(passwordFault(password, personal)).toBeNull(),
  )
  test('judging the longest password stays cheap', () => {
    const before = performance.now()
    passwordFault('aB3$'.repeat(64), personal)
    expect(performance.now() - before).toBeLessThan(1500)
  })
})
