import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { FailureCode } from '@/db/embedded/failure'
import type cli from '@/locales/en/cli.json'
import { partsPairs, partsSettings, type PartsSettings } from './parts-settings'
import { readTranslationUrl, type TranslationSettings } from './translation-settings'

export type OauthProvider = 'github' | 'google' | 'wechat'
export type OauthClient = Readonly<{ id: string; secret: string }>

export type StorageSettings =
  | Readonly<{ kind: 'disk'; dir: string }>
  | Readonly<{
      kind: 's3'
      endpoint: string
      bucket: string
      region: string
      accessKeyId: string
      secretAccessKey: string
    }>

/** Everything the environment decides, read once at boot. Nothing else reads `process.env`. */
export type DeclaredSettings = Readonly<{
  /** A deployment for real use (`MORTISE_ENV=production`): nothing is made up for it. */
  production: boolean
  /** The demo world is loaded and its accounts are offered on the sign-in page. */
  demo: boolean
  host: string | undefined
  port: number
  /** Origin people open, without a trailing slash; derived from the port where PUBLIC_URL is not set. */
  publicUrl: string
  /** Whether PUBLIC_URL was given, so that requests for other origins are not ours. */
  publicUrlGiven: boolean
  /** How many reverse proxies stand in front and may say whom they speak for. */
  trustedProxies: number
  dataDir: string
  /** Null: the embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | null
  databasePool: number
  /** Null until boot has read or made one under `dataDir`. */
  authSecret: string | null
  /** Null: mail goes to the outbox page instead. */
  mailUrl: string | null
  mailFrom: string
  /** Null: no text leaves for a machine. */
  translation: TranslationSettings | null
  /** Where facts about parts are asked for. */
  parts: PartsSettings
  storage: StorageSettings
  oauth: Readonly<Partial<Record<OauthProvider, OauthClient>>>
  logLevel: LogLevel
}>

/** The settings of a running process: boot has found its database and its secret. */
export type Settings = Omit<DeclaredSettings, 'databaseUrl' | 'authSecret'> &
  Readonly<{ databaseUrl: string; authSecret: string }>

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

type Expected = keyof (typeof cli)['expected']
type Purpose = keyof (typeof cli)['purpose']

/** One thing wrong with the environment; `expected` and `purpose` are keys of the `cli` namespace. */
export type SettingIssue = Readonly<
  | { code: Extract<FailureCode, 'failures.settingMissing'>; name: Purpose }
  | { code: Extract<FailureCode, 'failures.settingInvalid'>; name: string; expected: Expected }
  | { code: Extract<FailureCode, 'failures.settingPair'>; given: string; missing: string }
>

export class SettingsRefused extends Error {
  constructor(readonly issues: readonly SettingIssue[]) {
    super(issues.map((issue) => ('name' in issue ? issue.name : issue.missing)).join(', '))
    this.name = 'SettingsRefused'
  }
}

/** The error text of each field is the key of what was expected. */
const expect = (key: Expected) => ({ error: key })
const number = (min: number, max: number, key: Expected) =>
  z
    .string()
    .regex(/^\d+$/, expect(key))
    .transform(Number)
    .pipe(z.number().min(min, expect(key)).max(max, expect(key)))
const flag = z.enum(['1', '0', 'true', 'false'], expect('flag')).transform((value) => value === '1' || value === 'true')
const address = (pattern: RegExp, key: Expected) =>
  z.string().refine((value) => pattern.test(value) && URL.canParse(value), expect(key))
const origin = z
  .string()
  .refine(
    (value) => /^https?:\/\//.test(value) && URL.canParse(value) && new URL(value).pathname === '/',
    expect('url'),
  )
  .transform((value) => new URL(value).origin)
const text = z.string().min(1, expect('text')).optional()

const environment = z.object({
  MORTISE_ENV: z.enum(['production'], expect('environment')).optional(),
  MORTISE_DATA: text,
  PORT: number(0, 65_535, 'port').optional(),
  HOST: text,
  PUBLIC_URL: origin.optional(),
  TRUST_PROXY: number(0, 9, 'hops').optional(),
  DATABASE_URL: address(/^postgres(ql)?:\/\//, 'postgres').optional(),
  DATABASE_POOL: number(2, 200, 'pool').optional(),
  AUTH_SECRET: z.string().min(32, expect('secret')).optional(),
  MAIL_URL: address(/^smtps?:\/\//, 'mail').optional(),
  MAIL_FROM: text,
  TRANSLATION_URL: z
    .string()
    .refine((value) => readTranslationUrl(value) !== null, expect('translation'))
    .optional(),
  PARTS_FILE: text,
  LCSC_URL: origin.optional(),
  LCSC_KEY: text,
  LCSC_SECRET: text,
  MOUSER_URL: origin.optional(),
  MOUSER_KEY: text,
  DIGIKEY_URL: origin.optional(),
  DIGIKEY_CLIENT_ID: text,
  DIGIKEY_CLIENT_SECRET: text,
  STORAGE_DIR: text,
  S3_ENDPOINT: origin.optional(),
  S3_BUCKET: text,
  S3_REGION: text,
  S3_ACCESS_KEY_ID: text,
  S3_SECRET_ACCESS_KEY: text,
  GITHUB_CLIENT_ID: text,
  GITHUB_CLIENT_SECRET: text,
  GOOGLE_CLIENT_ID: text,
  GOOGLE_CLIENT_SECRET: text,
  WECHAT_CLIENT_ID: text,
  WECHAT_CLIENT_SECRET: text,
  DEMO: flag.optional(),
  LOG_LEVEL: z.enum(logLevels, expect('logLevel')).optional(),
})
type Environment = z.infer<typeof environment>

/**
 * Reads the settings from `env`; an empty variable counts as unset. Paths are relative to `root`. Throws
 * SettingsRefused naming everything that is invalid or, for a production deployment, missing.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>, root: string): DeclaredSettings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) throw new SettingsRefused(parsed.error.issues.map(invalid))
  const values = parsed.data
  const production = values.MORTISE_ENV === 'production'
  const issues = [...incompletePairs(values), ...(production ? missing(values) : [])]
  if (issues.length > 0) throw new SettingsRefused(issues)

  const port = values.PORT ?? 3000
  const dataDir = resolve(root, values.MORTISE_DATA ?? '.mortise')
  return {
    production,
    demo: values.DEMO ?? (!production && values.DATABASE_URL === undefined),
    host: values.HOST,
    port,
    publicUrl: values.PUBLIC_URL ?? `http://${readableHost(values.HOST)}:${port}`,
    publicUrlGiven: values.PUBLIC_URL !== undefined,
    trustedProxies: values.TRUST_PROXY ?? 0,
    dataDir,
    databaseUrl: values.DATABASE_URL ?? null,
    databasePool: values.DATABASE_POOL ?? 10,
    authSecret: values.AUTH_SECRET ?? null,
    mailUrl: values.MAIL_URL ?? null,
    mailFrom: values.MAIL_FROM ?? 'Mortise <mortise@localhost>',
    translation: values.TRANSLATION_URL === undefined ? null : readTranslationUrl(values.TRANSLATION_URL),
    parts: partsSettings(values, (path) => resolve(root, path)),
    storage: storage(values, resolve(root, values.STORAGE_DIR ?? join(dataDir, 'files'))),
    oauth: oauth(values),
    logLevel: values.LOG_LEVEL ?? (production ? 'info' : 'warn'),
  }
}

function invalid(issue: z.core.$ZodIssue): SettingIssue {
  return {
    code: 'failures.settingInvalid',
    name: String(issue.path[0]),
    expected: issue.message as Expected,
  }
}

function missing(values: Environment): SettingIssue[] {
  const files: Purpose[] = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY']
  const wanted: Purpose[] = ['AUTH_SECRET', 'DATABASE_URL', 'PUBLIC_URL', 'MAIL_URL', 'MAIL_FROM']
  return [...wanted, ...(values.STORAGE_DIR ? [] : files)]
    .filter((name) => values[name] === undefined)
    .map((name) => ({ code: 'failures.settingMissing', name }))
}

const providers = { github: 'GITHUB', google: 'GOOGLE', wechat: 'WECHAT' } as const

function incompletePairs(values: Environment): SettingIssue[] {
  const pairs = Object.values(providers).map((name) => [`${name}_CLIENT_ID`, `${name}_CLIENT_SECRET`] as const)
  const s3 = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const
  const storagePairs = values.S3_ENDPOINT ? s3.map((name) => ['S3_ENDPOINT', name] as const) : []
  return [...pairs, ...partsPairs, ...storagePairs].flatMap(([one, other]) => {
    if ((values[one] === undefined) === (values[other] === undefined)) return []
    const [given, absent] = values[one] === undefined ? [other, one] : [one, other]
    return [{ code: 'failures.settingPair', given, missing: absent }]
  })
}

function oauth(values: Environment): DeclaredSettings['oauth'] {
  const clients: Partial<Record<OauthProvider, OauthClient>> = {}
  for (const [provider, name] of Object.entries(providers) as [OauthProvider, 'GITHUB' | 'GOOGLE' | 'WECHAT'][]) {
    const [id, secret] = [values[`${name}_CLIENT_ID`], values[`${name}_CLIENT_SECRET`]]
    if (id && secret) clients[provider] = { id, secret }
  }
  return clients
}

function storage(values: Environment, dir: string): StorageSettings {
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = values
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) return { kind: 'disk', dir }
  return {
    kind: 's3',
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: values.S3_REGION ?? 'us-east-1',
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  }
}

/** The same settings once the port is known, which matters where the system chose it (PORT=0). */
export const atPort = (settings: DeclaredSettings, port: number): DeclaredSettings =>
  settings.publicUrlGiven
    ? { ...settings, port }
    : { ...settings, port, publicUrl: `http://${readableHost(settings.host)}:${port}` }

/** What to print for people to click: an address that listens everywhere is reached as localhost. */
function readableHost(host: string | undefined): string {
  if (!host || host === '0.0.0.0' || host === '::') return 'localhost'
  return isIP(host) === 6 ? `[${host}]` : host
}
