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
  workers: Number(process.env.E2E_WORKERS ?? 2),
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: process.env.E2E_REPORT ?? '../test-results/journeys.json' }]],
  use: {
    baseURL: instance.url,
    launchOptions: chromiumOptions(),
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    timezoneId: 'America/Los_Angeles',
    actionTimeout: 15_000,
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
