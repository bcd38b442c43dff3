import { readFileSync } from 'node:fs'

/** Passed and failed tests of a vitest JSON report; a file that could not even be loaded counts as one failure. */
export function tallyVitest(path) {
  const report = read(path)
  if (!report) return null
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length }
}

/** The same of a Playwright JSON report, where errors outside tests (such as a server that did not start) count too. */
export function tallyPlaywright(path) {
  const report = read(path)
  if (!report) return null
  const { expected, unexpected, flaky } = report.stats
  return { passed: expected, failed: unexpected + flaky + report.errors.length }
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}
