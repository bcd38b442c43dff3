import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { firmwarePush } from './firmware-push'

type Asked = Readonly<{ method: string; url: string; body: unknown }>
let dir = ''
let asked: Asked[] = []

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'push-'))
  asked = []
  vi.stubEnv('MORTISE_TOKEN', 'token')
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
  rmSync(dir, { recursive: true })
})

test('sends what is missing by its cleaned name, and takes a signature that is text already', async () => {
  const signature = randomBytes(64).toString('base64')
  const [path, signed] = [join(dir, 'data\u202e.bin'), join(dir, 'fs.bin')]
  writeFileSync(path, 'one')
  writeFileSync(signed, 'two')
  writeFileSync(`${signed}.sig`, `${signature}\n`)
  vi.stubGlobal('fetch', (url: string, { method, body }: Readonly<{ method: string; body?: unknown }>) => {
    asked.push({ method, url, body })
    return Promise.resolve(Response.json({ missing: ['data.bin', 'fs.bin'], contentHash: 'c0', page: '/' }))
  })
  const place = ['--server', 'http://portal', '--line', 'FW-01', '--version', '1.0.0', '--commit', 'c0ffee1']
  expect(await firmwarePush([...place, `filesystem=${path}`, `filesystem=${signed}@0x8000`])).toBe(0)
  const build = 'http://portal/api/v1/firmware/FW-01/builds/1.0.0'
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `PUT ${build}`,
    `PUT ${build}/files/data.bin`,
    `PUT ${build}/files/fs.bin`,
    `POST ${build}/register`,
  ])
  const { files }: { files: unknown } = JSON.parse(String(asked[0]?.body))
  expect(files).toEqual([
    { name: 'data.bin', role: 'filesystem', size: 3, sha256: expect.any(String), flashAddress: null },
    { name: 'fs.bin', role: 'filesystem', size: 3, sha256: expect.any(String), flashAddress: 0x8000, signature },
  ])
})
