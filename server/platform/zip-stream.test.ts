import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { readZip } from './read-zip'
import { zipStream } from './zip-stream'

const limits = { memberBytes: 1e7, totalBytes: 1e8, members: 100, ratio: 100_000 }
const members = [
  { path: 'README.txt', content: Buffer.from('read me 请先阅读\n') },
  {
    path: 'fabrication/主板 Gerber.zip',
    content: async () => Readable.from([Buffer.alloc(300_000, 7), Buffer.from('end')]),
  },
  { path: 'empty.txt', content: Buffer.alloc(0) },
]

test('what went in comes out, under its name, and twice the same', async () => {
  const [one, other] = [await buffer(zipStream(members)), await buffer(zipStream(members))]
  expect(one.equals(other)).toBe(true)
  const zip = readZip(one, limits)
  if ('fault' in zip) throw new Error(zip.fault)
  expect(zip.names).toEqual(members.map(({ path }) => path))
  expect(Buffer.from(zip.read('README.txt') as Uint8Array).toString()).toBe('read me 请先阅读\n')
  expect((zip.read('fabrication/主板 Gerber.zip') as Uint8Array).length).toBe(300_003)
})

test('other programs open it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'mortise-zip-'))
  const file = join(dir, 'package.zip')
  writeFileSync(file, await buffer(zipStream(members)))
  const listed = execFileSync('python3', [
    '-c',
    'import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;sys.stdout.buffer.write("\\n".join(z.namelist()).encode())',
    file,
  ])
  expect(listed.toString()).toBe(members.map(({ path }) => path).join('\n'))
  rmSync(dir, { recursive: true })
})

test('a member that cannot be read ends it with an error', async () => {
  const broken = {
    path: 'x',
    content: async () =>
      Readable.from(
        (async function* () {
          yield Buffer.from('a')
          throw new Error('gone')
        })(),
      ),
  }
  await expect(buffer(zipStream([broken]))).rejects.toThrow('gone')
  const missing = { path: 'x', content: () => Promise.reject(new Error('not there')) }
  await expect(buffer(zipStream([missing]))).rejects.toThrow('not there')
})
