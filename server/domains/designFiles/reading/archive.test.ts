import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openDesignArchive } from './archive'
import { decodeNames, memberPath } from './archive-names'
import { collectFindings } from './findings'
import { packed, type Packed } from './fixtures/zip'

async function list(members: readonly Packed[], options = {}) {
  const findings = collectFindings()
  const archive = await openDesignArchive(packed(members, options), findings)
  return { paths: archive?.members.map(({ path }) => path) ?? null, codes: findings.list.map(({ code }) => code) }
}

/** 顶层 in GBK. */
const gbk = Uint8Array.from([0xb6, 0xa5, 0xb2, 0xe3, 0x2e, 0x67, 0x62, 0x72])
const unicodePath = (name: string, meant: string) => {
  const head = Buffer.alloc(9)
  head.writeUInt16LE(0x7075, 0)
  head.writeUInt16LE(5 + Buffer.byteLength(meant), 2)
  head[4] = 1
  head.writeUInt32LE(crc32(Buffer.from(name)), 5)
  return Buffer.concat([head, Buffer.from(meant)])
}
const megabytes = (n: number) => Buffer.alloc(n * 1024 * 1024, 'ab\n')

test.each<[string, readonly Packed[], readonly string[] | null, readonly string[]]>([
  ['plain', [{ name: 'a/b.gbr', content: 'x' }, { name: 'c.drl' }], ['a/b.gbr', 'c.drl'], []],
  ['folders are no members', [{ name: 'a/' }, { name: 'a/b' }], ['a/b'], []],
  ['names in UTF-8', [{ name: '顶层.gbr', utf8: true }], ['顶层.gbr'], []],
  ['names in UTF-8 without the mark', [{ name: '顶层.gbr' }], ['顶层.gbr'], []],
  ['names in GBK', [{ name: gbk }], ['顶层.gbr'], []],
  ['names of DOS', [{ name: Uint8Array.from([0x53, 0x74, 0x81, 0x63, 0x6b]) }], ['Stück'], []],
  ['a second name in UTF-8', [{ name: 'x', extra: unicodePath('x', '顶.gbr') }], ['顶.gbr'], []],
  ['a second name made for another', [{ name: 'x', extra: unicodePath('y', '顶.gbr') }], ['x'], []],
  ['backslashes', [{ name: 'a\\b.gbr' }], ['a/b.gbr'], []],
  [
    'out of the folder',
    [{ name: '../a' }, { name: 'b/../../c' }, { name: '..\\d' }, { name: '/e' }, { name: 'C:\\f' }, { name: 'ok' }],
    ['ok'],
    Array.from({ length: 5 }, () => 'archiveUnsafePath'),
  ],
  [
    'a link and what lies under it',
    [{ name: 'l', content: '/etc', mode: 0o120777 }, { name: 'l/passwd' }, { name: 'ok' }],
    ['ok'],
    ['archiveLink', 'archiveUnsafePath'],
  ],
  [
    'twice',
    [
      { name: 'a.csv', content: '1' },
      { name: 'A.csv', content: '2' },
    ],
    ['a.csv'],
    ['archiveDuplicate'],
  ],
  ['locked', [{ name: 'a', locked: true }], [], ['archiveLocked']],
  ['two names for one member', [{ name: 'evil.exe', ownName: 'good.csv' }], [], ['archiveNameMismatch']],
  ['a bomb', [{ name: 'a', content: megabytes(8) }], null, ['archiveBomb']],
  [
    'too much in all',
    [
      { name: 'a', claims: 200 * 1024 * 1024 },
      { name: 'b', claims: 200 * 1024 * 1024 },
    ],
    null,
    ['archiveTooLarge'],
  ],
  ['too many', Array.from({ length: 2_001 }, (_, n) => ({ name: `f${n}` })), null, ['archiveTooMany']],
])('%s', async (_, members, paths, codes) => expect(await list(members)).toEqual({ paths, codes }))

test('members that share their bytes', async () => {
  expect(
    await list(
      [
        { name: 'a', content: 'x' },
        { name: 'a', content: 'x' },
      ],
      { shared: true },
    ),
  ).toEqual({ paths: null, codes: ['archiveOverlap'] })
})

test('members are read as they were packed; a lie about the size is damage', async () => {
  const archive = await openDesignArchive(
    packed([
      { name: 'a', content: 'hello' },
      { name: 'b', content: 'hello', claims: 3 },
      { name: 'c', content: 'hello', claims: 9 },
    ]),
    collectFindings(),
  )
  const contents: (string | null)[] = []
  for (const member of archive?.members ?? []) {
    const bytes = await archive?.read(member)
    contents.push(bytes ? Buffer.from(bytes).toString() : null)
  }
  expect(contents).toEqual(['hello', null, null])
})

test('cut anywhere it is damaged and nothing else', async () => {
  const whole = packed([{ name: 'a.gbr', content: 'x'.repeat(500) }, { name: 'b.gbr' }])
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (length) => {
      const findings = collectFindings()
      expect(await openDesignArchive(whole.subarray(0, length), findings)).toBeNull()
      expect(findings.list.map(({ code }) => code)).toEqual(['archiveDamaged'])
    }),
  )
})

test('a safe path never leaves its folder', () => {
  const step = fc.constantFrom('..', '.', '', 'a', 'b c', 'C:', '\\', '/', '顶层')
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const { path, isSafe } = memberPath(steps.join('/'))
      if (!isSafe) return
      expect(path).not.toMatch(/^\/|^[A-Za-z]:|(^|\/)\.\.(\/|$)|\\|\/\//)
      expect(path).not.toBe('')
    }),
  )
})

test('names of any bytes become text of some kind', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ bytes: fc.uint8Array({ maxLength: 20 }), isUtf8: fc.boolean() }), { maxLength: 5 }),
      (names) => {
        expect(decodeNames(names)).toHaveLength(names.length)
      },
    ),
  )
})
