import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'

/** Chromium without a window, which draws and answers the same in a fifth less time. */
export const shell = 'chromium-headless-shell'
const names = [shell, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The Chromium to test with, or null: MORTISE_CHROMIUM, then the one Playwright downloads, then the system's. One that
 * does not start, for want of a library, is passed over.
 */
export function findChromium() {
  const named = process.env.MORTISE_CHROMIUM
  if (named) return named
  return (
    [playwrightChromium(), ...onPath(), ...applications].find((path) => path && existsSync(path) && starts(path)) ??
    null
  )
}

function playwrightChromium() {
  try {
    return createRequire(import.meta.url)('playwright-core').chromium.executablePath()
  } catch {
    return null
  }
}

function onPath() {
  const dirs = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return names.flatMap((name) =>
    dirs
      .map((dir) => join(dir, name))
      .filter(isExecutable)
      .slice(0, 1),
  )
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const starts = (path) => spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0

/** Whether the machine can draw Chinese; unknown (null) where fontconfig is not what it uses. */
export function hasChineseFonts() {
  const { status, stdout } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() !== '' : process.platform === 'linux' ? false : null
}
