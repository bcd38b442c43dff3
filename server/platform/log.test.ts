import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, onTestFinished, test } from 'vitest'
import { projectRoot } from '@/db/root'

const program = `
  import { createLog } from '@/server/platform/log'
  const log = createLog('info')
  for (let line = 0; line < 2000; line++) log.info({ text: 'x'.repeat(1000) }, 'line')
  setTimeout(() => process.send?.('alive', () => process.disconnect?.()), 200)
`

test('a reader of the log that stalls stops neither the process nor its end', async () => {
  const root = projectRoot()
  // Inside the project, so that the packages it imports are found.
  const dir = mkdtempSync(join(root, 'node_modules', '.log-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const outfile = join(dir, 'main.mjs')
  const alias = { '@': root }
  const stdin = { contents: program, resolveDir: root, loader: 'ts' } as const
  await build({ stdin, outfile, alias, bundle: true, format: 'esm', platform: 'node', packages: 'external' })

  const child = spawn(process.execPath, [outfile], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [word] = await once(child, 'message')
  expect(word).toBe('alive')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
})
