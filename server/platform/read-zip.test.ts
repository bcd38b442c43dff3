import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readZip, type ZipLimits } from './read-zip'
import { zipOf } from './zip'

const limits: ZipLimits = { memberBytes: 100_000, totalBytes: 150_000, members: 4, ratio: 200 }
const random = Buffer.from(Array.from({ length: 4_000 }, (_, i) => (i * 7_919) >> 3))
const central = (zip: Buffer): number => zip.indexOf('PK\u0001\u0002')
/** A copy with a field of the first directory entry changed. */
const changed = (zip: Buffer, offset: number, value: number, width: 2 | 4): Buffer => {
  const copy = Buffer.from(zip)
  copy.writeUIntLE(value, central(copy) + offset, width)
  return copy
}
const fault = (zip: Uint8Array, own: Partial<ZipLimits> = {}) => {
  const read = readZip(zip, { ...limits, ...own })
  return 'fault' in read ? read.fault : null
}
const one = zipOf({ 'a.bin': random })

test('reads what was packed, in the order of its directory', () => {
  const name = fc.stringMatching(/^[a-z]{1,8}$/)
  const members = fc.dictionary(name, fc.uint8Array({ maxLength: 400 }), { minKeys: 1, maxKeys: 4 })
  fc.assert(
    fc.property(members, (packed) => {
      const zip = readZip(zipOf(packed), { ...limits, ratio: 1_000 })
      if ('fault' in zip) throw new Error(zip.fault)
      expect(zip.names).toEqual(Object.keys(packed))
      for (const [member, data] of Object.entries(packed))
        expect(Buffer.compare(Buffer.from(data), read(zip, member))).toBe(0)
    }),
  )
  function read(zip: Exclude<ReturnType<typeof readZip>, { fault: unknown }>, member: string): Buffer {
    const data = zip.read(member)
    return data instanceof Uint8Array ? Buffer.from(data) : Buffer.from(`fault ${data}`)
  }
})

describe('an archive is refused', () => {
  test.each([
    ['without a directory', one.subarray(0, -30), 'damaged'],
    ['cut in its directory', Buffer.concat([one.subarray(0, central(one) + 10), one.subarray(-22)]), 'damaged'],
    ['with a password', changed(one, 8, 1, 2), 'locked'],
    ['with a method nobody reads', changed(one, 10, 12, 2), 'unsupported'],
    ['with a local header elsewhere', changed(one, 42, 5, 4), 'damaged'],
    ['with a member past its end', changed(one, 20, 0xfff_ffff, 4), 'damaged'],
    ['with a path upwards', zipOf({ '../a.bin': random }), 'unsafeName'],
    ['with a path of Windows', zipOf({ 'C:\\a.bin': random }), 'unsafeName'],
    ['with a path from the root', zipOf({ '/a.bin': random }), 'unsafeName'],
    ['with other local names', Buffer.from(one.toString('latin1').replace('a.bin', 'b.bin'), 'latin1'), 'damaged'],
  ])('%s', (_, zip, wanted) => expect(fault(zip)).toBe(wanted))

  test('past its limits', () => {
    expect(fault(zipOf({ a: random, b: random, c: random, d: random, e: random }))).toBe('tooMany')
    expect(fault(one, { memberBytes: 3_999 })).toBe('tooLarge')
    expect(fault(zipOf({ a: random, b: random }), { totalBytes: 7_999 })).toBe('tooLarge')
    expect(fault(zipOf({ a: Buffer.alloc(90_000) }))).toBe('tooLarge')
  })

  test('with two directory entries for one member, or one name twice', () => {
    const twice = (zip: Buffer, rename: boolean): Buffer => {
      const entry = Buffer.from(zip.subarray(central(zip), -22))
      if (rename) entry.write('b', 46)
      const end = Buffer.from(zip.subarray(-22))
      end.writeUInt16LE(2, 8)
      end.writeUInt16LE(2, 10)
      return Buffer.concat([zip.subarray(0, -22), entry, end])
    }
    expect(fault(twice(one, false))).toBe('unsafeName')
    expect(fault(twice(one, true))).toBe('damaged')
  })
})

test('a member that is more, or other, than its directory says is damaged', () => {
  const damaged = (zip: Buffer) => {
    const read = readZip(zip, limits)
    return 'fault' in read ? read.fault : read.read('a.bin')
  }
  expect(damaged(changed(one, 24, 3_999, 4))).toBe('damaged')
  expect(damaged(changed(one, 24, 4_001, 4))).toBe('damaged')
  expect(damaged(changed(one, 16, 1, 4))).toBe('damaged')
  const read = readZip(one, limits)
  expect('fault' in read ? read.fault : read.read('other')).toBeNull()
})
