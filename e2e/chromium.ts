import type { LaunchOptions } from '@playwright/test'
import { findChromium } from '@/bin/chromium.mjs'

/** How to launch the Chromium of this machine; every program that drives a browser uses it. */
export function chromiumOptions(): LaunchOptions {
  const executablePath = process.env['MORTISE_CHROMIUM'] || findChromium()
  // Found once: the worker processes of a test run inherit it.
  if (executablePath) process.env['MORTISE_CHROMIUM'] = executablePath
  return executablePath ? { executablePath } : {}
}
