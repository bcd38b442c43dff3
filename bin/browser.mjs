import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium, hasChineseFonts, shell } from './chromium.mjs'
import { root } from './root.mjs'
import { execute } from './run.mjs'

const minutes = 60_000

/**
 * A Chromium, installed by the platform's means where none is found, and on Debian a Chinese font beside it: without
 * one, half of what a journey sees would be boxes. Returns its path or null.
 */
export async function ensureChromium() {
  if (!process.env.MORTISE_CHROMIUM && isDebianRoot() && !findChromium()?.endsWith(shell)) await apt([shell])
  if (!findChromium()) await install()
  if (hasChineseFonts() === false) await apt(['fonts-noto-cjk'])
  return findChromium()
}

async function install() {
  const playwright = join(root, 'node_modules', 'playwright', 'cli.js')
  await execute([process.execPath, playwright, 'install', 'chromium'], { timeout: 5 * minutes })
  if (!findChromium()) await apt(['chromium'])
}

/** Whether a package more is ours to install: a machine of its own, such as that of continuous integration. */
const isDebianRoot = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

async function apt(packages) {
  if (!existsSync('/usr/bin/apt-get')) return
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const options = { timeout: 8 * minutes, env }
  const update = await execute([...sudo, 'apt-get', 'update', '-qq'], options)
  if (update.code !== 0) return
  await execute([...sudo, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages], options)
}
