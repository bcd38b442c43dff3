import { defineConfig } from '@playwright/test'
import { chromiumOptions } from './chromium'
import { instance } from './instance'

/**
 * The journeys: a real Chromium against the production build, started as people start it, on data of its own. Nothing
 * is retried: a journey that fails once is a fault of the product or of the journey.
 */
export default defineConfig({
  testDir: './journeys',
  outputDir: '../test-results',
  fullyParallel: true,
  // One more than there are cores, for journeys wait a third of their time.
  workers: Number(process.env.E2E_WORKERS ?? 3),
  retries: 0,
  timeout: 180_000,
  // Nobody waits so long; a machine that does much else may.
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: process.env.E2E_REPORT ?? '../test-results/journeys.json' }]],
  use: {
    baseURL: instance.url,
    launchOptions: chromiumOptions(),
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    timezoneId: 'America/Los_Angeles',
    actionTimeout: 30_000,
    navigationTimeout: 30_000,
    // Recording is work in every step of every journey: asked for where one fails.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: 'node bin/mortise.mjs start',
    cwd: '..',
    url: `${instance.url}/api/health/ready`,
    env: instance.environment,
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    stdout: 'pipe',
    stderr: 'pipe',
  },
})
