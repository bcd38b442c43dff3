import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { writeElf } from '@/server/domains/firmware/formats/fixtures/write-elf'
import { espVector } from '@/server/domains/firmware/formats/fixtures/write-esp'
import { hexLine } from '@/server/domains/firmware/formats/fixtures/write-text'
import { main } from './main'

let dir = ''
let output: string[] = []
let errors: string[] = []
const facts = { dependenciesFresh: true, pagesFresh: true }

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'firmware-'))
  output = []
  errors = []
  vi.stubEnv('LC_ALL', 'en_US.UTF-8')
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk, encoding, done) => {
    output.push(String(chunk))
    const after = typeof encoding === 'function' ? encoding : done
    after?.(null)
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    errors.push(String(chunk))
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  rmSync(dir, { recursive: true })
})

function file(name: string, content: Uint8Array | string): string {
  const path = join(dir, name)
  writeFileSync(path, content)
  return path
}
const inspect = (...args: string[]): Promise<number> => main(['firmware', 'inspect', ...args], facts)
const printed = (): unknown => JSON.parse(output.join(''))

test('says as JSON what a file is', async () => {
  expect(await inspect(file('app.bin', espVector()), '--json')).toBe(0)
  expect(printed()).toEqual([
    {
      file: 'app.bin',
      format: 'esp-image',
      target: 'ESP32-C3',
      family: 'ESP32-C3',
      startAddress: 0x3c00_0020,
      totalBytes: 352,
      sections: [
        { name: '0x3c000020', addr: 0x3c00_0020, size: 256 },
        { name: '0x40380000', addr: 0x4038_0000, size: 8 },
      ],
      sha256: '06f71debf10ccb41558fda5343ece0ce14d5b530517bcf5550f3ec24098db165',
      version: '1.2.3',
      errors: [],
    },
  ])
})

test('names the sections of an ELF', async () => {
  const sections = [{ name: '.text', addr: 0x4000, size: 8 }]
  await inspect(
    '--json',
    '--',
    file('app.elf', writeElf([{ addr: 0x4000, data: new Uint8Array(8).fill(1) }], { sections })),
  )
  expect(printed()).toMatchObject([{ target: 'arm', sections, startAddress: 0x4000 }])
})

test('ends with 1 where a file is refused or unreadable, and inspects the others', async () => {
  const cut = file('cut.hex', hexLine(0, 0, [1, 2]))
  const large = file('large.bin', '')
  truncateSync(large, 65 * 1_048_576)
  expect(await inspect(file('app.bin', espVector()), cut, large, join(dir, 'gone.bin'), '--json')).toBe(1)
  expect(printed()).toMatchObject([
    { file: 'app.bin', errors: [] },
    { file: 'cut.hex', format: 'intel-hex', errors: ['FW-E025 File is truncated (no end record).'] },
    { file: 'large.bin', format: null, errors: ['FW-E005 The file is larger than 64 MB.'] },
    { file: 'gone.bin', format: null, errors: [expect.stringContaining('gone.bin')] },
  ])
})

test('tells people in the language of their terminal', async () => {
  vi.stubEnv('LC_ALL', 'zh_CN.UTF-8')
  await inspect(file('app.bin', espVector()), file('cut.hex', hexLine(0, 0, [1, 2])))
  const text = output.join('')
  expect(text).toContain('适用芯片：ESP32-C3, riscv')
  expect(text).toContain('SHA-256：通过')
  expect(text).toContain('cut.hex：已拒绝')
  expect(text).toContain('FW-E025 文件不完整（缺少结束记录）。')
})

test('a name cannot command the terminal', async () => {
  await inspect(file('a\u001b[2J\u202eb.bin', espVector()))
  // eslint-disable-next-line no-control-regex -- what must not be printed
  expect(output.join('')).not.toMatch(/[\u001b\u202e]/)
})

test('without files it says how it is used, and another verb is unknown', async () => {
  expect(await inspect()).toBe(2)
  expect(await main(['firmware', 'burn'], facts)).toBe(1)
  expect(errors.join('')).toContain('mortise firmware inspect FILE…')
  expect(errors.join('')).toContain('firmware burn')
})
