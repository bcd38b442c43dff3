import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle, bundleOf } from './bundle.mjs'
import { checkoutFailure, Refusal } from './failure.mjs'
import { fingerprint } from './fingerprint.mjs'
import { alone } from './lock.mjs'
import { root } from './root.mjs'
import { execute } from './run.mjs'
import { say } from './say.mjs'

const pageSources = ['app', 'server', 'db', 'locales', 'public', 'next.config.mjs', 'tsconfig.json']
const installStamp = join(root, 'node_modules', '.mortise-stamp')
const buildStamp = join(root, '.next', 'mortise-stamp')

export const serverEntry = 'server/cli/main.ts'

const dependenciesPrint = () =>
  fingerprint(
    ['package.json', 'package-lock.json', '.npmrc'],
    [process.versions.modules, process.platform, process.arch],
  )
const buildPrint = () => fingerprint([...pageSources, 'package-lock.json'])

const matches = (stamp, print) => existsSync(stamp) && readFileSync(stamp, 'utf8') === print
export const dependenciesFresh = () => matches(installStamp, dependenciesPrint())
export const pagesFresh = () => matches(buildStamp, buildPrint())

/** Installs what package-lock.json names, where it is not installed already. Never writes the lock. */
export async function install() {
  if (dependenciesFresh()) return
  await alone(async () => {
    if (dependenciesFresh()) return
    const begun = tell('progress.installing')
    const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm']
    const args = ['install', '--no-save', '--no-audit', '--no-fund', '--include=dev', '--include=optional']
    const code = await run([...npm, ...args], { NODE_ENV: undefined })
    if (code !== 0) throw new Refusal('installFailed', { code })
    stampWith(installStamp, dependenciesPrint())
    tell('progress.installed', begun)
  })
}

/** Bundles the server (or another entry point) and returns the file to run. */
export async function prepareServer(entry = serverEntry, extraSources = []) {
  const wanted = bundleOf(entry, extraSources)
  if (!existsSync(wanted.file)) await alone(() => bundle(wanted))
  return wanted.file
}

/** The bundle of an image that was built once and carries no sources: the only one there is. */
export function prebuiltServer() {
  const dir = join(bundleOf(serverEntry).dir, '..')
  return join(dir, readdirSync(dir)[0] ?? '', 'main.js')
}

/** Builds the pages where they are older than their sources. */
export async function preparePages() {
  if (pagesFresh()) return
  await alone(async () => {
    if (pagesFresh()) return
    const begun = tell('progress.building')
    const print = buildPrint()
    const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
    const code = await run([process.execPath, next, 'build'], { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
    if (code !== 0) throw new Refusal('buildFailed', { code })
    stampWith(buildStamp, print)
    tell('progress.built', begun)
  })
}

/** Says what is going on, on standard error: standard output belongs to the command's result. */
function tell(key, begun) {
  const seconds = begun === undefined ? 0 : ((performance.now() - begun) / 1000).toFixed(1)
  process.stderr.write(`${say(key, { seconds })}\n`)
  return performance.now()
}

/** Runs a program quietly; its output is shown only if it fails. Resolves with its exit code. */
async function run(command, env) {
  const { code, output } = await execute(command, { env })
  if (code !== 0) process.stderr.write(output)
  return code
}

function stampWith(stamp, print) {
  try {
    mkdirSync(join(stamp, '..'), { recursive: true })
    writeFileSync(stamp, print)
  } catch (error) {
    throw checkoutFailure(error, root)
  }
}
