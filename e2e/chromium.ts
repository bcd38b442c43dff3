import type { LaunchOptions } from '@playwright/test'
import { findChromium } from '@/bin/chromium.mjs'

/** How to launch the Chromium of this machine; every program that drives a browser uses it. */
export function chromiumOptions(): LaunchOptions {
  const executablePath = process.env['MORTISE_CHROMIUM'] || findChromium()
  // Found once: the worker processes of a test run inherit it.
  if (executablePath) process.env['MORTISE_CHROMIUM'] = executablePath
  // No name but ours is found: nothing leaves the machine, and no request has to be held up to see to it, which would
  // also turn the browser's cache off.
  const args = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1']
  return executablePath ? { executablePath, args } : { args }
}
