import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { manifestText } from './manifest'

const listed = (name: string, content: string) => ({
  kind: 'other' as const,
  name,
  size: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
})

test('a manifest is what sha256sum writes of the same files, in whatever order they came', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mortise-manifest-'))
  try {
    const contents = { 'b 主板.zip': 'two', 'a.pdf': 'one', 'odd\\name': 'three', 'z\nline': 'four' }
    for (const [name, content] of Object.entries(contents)) writeFileSync(join(dir, name), content)
    const files = Object.entries(contents).map(([name, content]) => listed(name, content))
    const text = manifestText(files)
    expect(manifestText(files.toReversed())).toBe(text)
    const told = execFileSync('sha256sum', ['a.pdf', 'b 主板.zip', 'odd\\name', 'z\nline'], {
      cwd: dir,
      encoding: 'utf8',
    })
    expect(text).toBe(told)
    writeFileSync(join(dir, 'SHA256SUMS'), text)
    expect(execFileSync('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: dir, encoding: 'utf8' })).toBe('')
  } finally {
    rmSync(dir, { recursive: true })
  }
})
