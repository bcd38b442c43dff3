#!/usr/bin/env node
// Every check there is, from a fresh clone: types, lint, unit, integration on a real PostgreSQL, production build, and
// the journeys in a real Chromium. Ends with the line `N passed, N failed`.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium } from './browser.mjs'
import { install, preparePages, prepareServer } from './prepare.mjs'
import { root } from './root.mjs'
import { execute } from './run.mjs'
import { designFolders, scoreDesigns } from './score-design.mjs'
import { tallyPlaywright, tallyVitest } from './tally.mjs'

// What the developer's shell sets for their own server must not steer the tests.
for (const name of [
  'PORT',
  'HOST',
  'DATABASE_URL',
  'PUBLIC_URL',
  'MORTISE_DATA',
  'MORTISE_ENV',
  'DEMO',
  'MAIL_URL',
  'LOG_LEVEL',
])
  delete process.env[name]

const reports = mkdtempSync(join(tmpdir(), 'mortise-reports-'))
const total = { passed: 0, failed: 0 }
const tool = (...path) => [process.execPath, join(root, 'node_modules', ...path)]
const lock = () => readFileSync(join(root, 'package-lock.json'), 'utf8')

/** Runs one step and counts it. `work` resolves with counts, or with nothing for a step that counts as one check. */
async function step(name, work) {
  const begun = performance.now()
  let counts
  let output = ''
  try {
    const result = (await work()) ?? {}
    output = result.output ?? ''
    counts = result.counts ?? { passed: result.code ? 0 : 1, failed: result.code ? 1 : 0 }
    if (result.code && counts.failed === 0) counts.failed = 1
  } catch (error) {
    output = error instanceof Error ? (error.stack ?? error.message) : String(error)
    counts = { passed: 0, failed: 1 }
  }
  if (counts.passed + counts.failed === 0) counts.failed = 1
  total.passed += counts.passed
  total.failed += counts.failed
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  if (counts.failed > 0) process.stdout.write(`${output.trimEnd()}\n`)
  const mark = counts.failed > 0 ? '✗' : '✓'
  process.stdout.write(`${mark} ${name}: ${counts.passed} passed, ${counts.failed} failed, in ${seconds} s\n`)
  return counts.failed === 0
}

async function vitest(project) {
  const report = join(reports, `${project}.json`)
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const result = await execute([...tool('vitest', 'vitest.mjs'), ...args], { env: { NODE_ENV: undefined } })
  return { ...result, counts: tallyVitest(report) ?? undefined }
}

async function journeys() {
  const chromium = await browser
  if (!chromium) throw new Error('no Chromium was found or could be installed; name one in MORTISE_CHROMIUM')
  const report = join(reports, 'journeys.json')
  const args = ['test', '--config', 'e2e/playwright.config.ts']
  const env = { MORTISE_CHROMIUM: chromium, E2E_REPORT: report, NODE_ENV: undefined }
  const result = await execute([...tool('@playwright', 'test', 'cli.js'), ...args], { env })
  return { ...result, counts: tallyPlaywright(report) ?? undefined }
}

async function types() {
  if (!existsSync(join(root, 'next-env.d.ts'))) await execute([...tool('next', 'dist', 'bin', 'next'), 'typegen'])
  // Several checkers work out the same types anew, each for itself; the other core has tests to run.
  return execute([...tool('typescript', 'bin', 'tsc'), '--noEmit', '--incremental', 'false', '--checkers', '1'])
}

/** Real files beside the checkout, where there are any, with the lines an importer should find in them. */
const samples = join(root, '..', 'shared', 'data')
const inspect = (files, env = {}) =>
  execute([process.execPath, join(root, 'bin', 'mortise.mjs'), 'bom', 'inspect', ...files, '--json'], { env })

async function score() {
  const files = readdirSync(join(samples, 'bom')).map((name) => join(samples, 'bom', name))
  const result = await inspect(files)
  const found = join(reports, 'inspected.json')
  writeFileSync(found, result.stdout)
  return execute([process.execPath, join(samples, 'score-bom.mjs'), found, '--min', '0.9'])
}

/** Real boards, models and pick-and-place files: every fact known of them is one check. */
async function scoreBoards() {
  const files = designFolders.flatMap((dir) => readdirSync(join(samples, dir)).map((name) => join(samples, dir, name)))
  const result = await execute([
    process.execPath,
    join(root, 'bin', 'mortise.mjs'),
    'design',
    'inspect',
    ...files,
    '--json',
  ])
  return scoreDesigns(JSON.parse(result.stdout), samples)
}

/** Files made to break an importer: each must end as an entry of the answer, all of them in half a gigabyte. */
async function withstand() {
  const kinds = ['csv', 'xlsx', 'zip', 'empty', 'wrongtype', 'doc', 'cad', 'firmware'].map((kind) =>
    join(samples, 'hostile', kind),
  )
  const files = kinds
    .flatMap((dir) => readdirSync(dir).map((name) => join(dir, name)))
    .filter((file) => statSync(file).isFile())
  const result = await inspect(files, { NODE_OPTIONS: '--max-old-space-size=512' })
  const entries = JSON.parse(result.stdout)
  const silent = entries.filter(({ lines, errors }) => lines.length === 0 && errors.length === 0)
  const whole = entries.length === files.length && silent.length === 0
  return {
    code: whole ? 0 : 1,
    output: `${entries.length} of ${files.length}; silent: ${silent.map(({ file }) => file).join()}`,
  }
}

/** Every firmware file is known for what it is, and every damaged one is refused for the right reason. */
async function scoreFirmware() {
  const files = readdirSync(join(samples, 'firmware')).map((name) => join(samples, 'firmware', name))
  const mortise = [process.execPath, join(root, 'bin', 'mortise.mjs')]
  const result = await execute([...mortise, 'firmware', 'inspect', ...files, '--json'])
  const found = join(reports, 'firmware.json')
  writeFileSync(found, result.stdout)
  return execute([
    process.execPath,
    join(root, 'bin', 'score-firmware.mjs'),
    found,
    join(samples, 'firmware-expected.json'),
  ])
}

/** Hostile firmware ends as an entry each; what is no firmware at all is refused. */
async function withstandFirmware() {
  const files = ['firmware', 'zip', 'empty', 'wrongtype', 'doc', 'csv']
    .flatMap((kind) => readdirSync(join(samples, 'hostile', kind)).map((name) => join(samples, 'hostile', kind, name)))
    .filter((file) => statSync(file).isFile())
  const mortise = [process.execPath, join(root, 'bin', 'mortise.mjs')]
  const env = { NODE_OPTIONS: '--max-old-space-size=512' }
  const entries = JSON.parse((await execute([...mortise, 'firmware', 'inspect', ...files, '--json'], { env })).stdout)
  // Addresses four gigabytes apart are odd, and allowed.
  const taken = entries.filter(({ file, errors }) => errors.length === 0 && !file.startsWith('hex_address-bomb'))
  const sparse = entries.filter(({ file, totalBytes }) => file.startsWith('hex_address-bomb') && totalBytes === 8)
  return {
    code: entries.length === files.length && taken.length === 0 && sparse.length === 1 ? 0 : 1,
    output: `${entries.length} of ${files.length}; taken: ${taken.map(({ file }) => file).join()}; sparse: ${sparse.length}`,
  }
}

const before = lock()
process.stdout.write(`Mortise: every check, on ${availableParallelism()} cores with Node.js ${process.versions.node}\n`)
let browser = Promise.resolve(null)
if (await step('install', install)) {
  browser = ensureChromium().catch(() => null)
  const build = step('build', async () => void (await Promise.all([prepareServer(), preparePages()])))
  const lint = step('lint', () => execute([...tool('oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings']))
  const built = await build
  // Unit tests run one after another and leave a core.
  const unit = step('unit', () => vitest('unit'))
  await lint
  await step('types', types)
  await unit
  await step('integration', () => vitest('integration'))
  if (existsSync(join(samples, 'score-bom.mjs'))) await step('real files', score)
  if (existsSync(join(samples, 'firmware'))) await step('real firmware', scoreFirmware)
  if (designFolders.every((dir) => existsSync(join(samples, `${dir}-expected.json`))))
    await step('real boards', scoreBoards)
  if (existsSync(join(samples, 'hostile'))) await step('hostile files', withstand)
  if (existsSync(join(samples, 'hostile', 'firmware'))) await step('hostile firmware', withstandFirmware)
  if (built) await step('journeys', journeys)
}
await step('lock file unchanged', () => ({ code: lock() === before ? 0 : 1, output: 'package-lock.json was changed' }))
rmSync(reports, { recursive: true, force: true })
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
