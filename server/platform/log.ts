import pino from 'pino'
import type { LogLevel } from './settings'

export type Log = pino.Logger

const secretFields = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'token',
  'secret',
  'authSecret',
  'databaseUrl',
  'mailUrl',
  'apiKey',
]

/** One JSON object per line on standard output. Fields that hold secrets are cut wherever they lie two levels deep. */
export function createLog(level: LogLevel, destination?: pino.DestinationStream): Log {
  const paths = secretFields.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`])
  const options: pino.LoggerOptions = {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths, censor: '[secret]' },
  }
  return pino(options, destination ?? standardOutput())
}

/** Waits of a tenth of a second before a line that nobody takes is given up. */
const patience = 50
const heldBytes = 4_000_000

/**
 * Standard output without waiting for its reader: a stalled log collector must not stop the portal. What it does not
 * take is held up to a bound, then lost; so is what is left at the end if it still does not read.
 */
function standardOutput(): pino.DestinationStream {
  let refusals = 0
  let stalled = false
  const retryEAGAIN = () => {
    stalled = true
    return ++refusals < patience
  }
  const output = pino.destination({ fd: 1, sync: false, maxLength: heldBytes, retryEAGAIN })
  output.on('write', () => {
    refusals = 0
    stalled = false
  })
  output.on('error', () => (refusals = 0))
  // Before the library's own last flush, which would wait for that reader.
  process.prependOnceListener('exit', () => stalled && output.destroy())
  return output
}

/** A path fit for a log: without its query, and with segments long enough to be a token cut short. */
export function loggablePath(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? ''
  return path.replace(/[A-Za-z0-9_~.-]{32,}/g, (segment) => `${segment.slice(0, 4)}…`)
}
