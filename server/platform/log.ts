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
  return destination ? pino(options, destination) : pino(options)
}

/** A path fit for a log: without its query, and with segments long enough to be a token cut short. */
export function loggablePath(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? ''
  return path.replace(/[A-Za-z0-9_~.-]{32,}/g, (segment) => `${segment.slice(0, 4)}…`)
}
