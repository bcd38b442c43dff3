import { describe, expect, test } from 'vitest'
import { createLog, loggablePath } from './log'
import { atPort, readSettings, SettingsRefused, type SettingIssue } from './settings'

const root = '/srv/mortise'
const complete = {
  MORTISE_ENV: 'production',
  AUTH_SECRET: 's'.repeat(32),
  DATABASE_URL: 'postgresql://u:p@db/mortise',
  PUBLIC_URL: 'https://mortise.example',
  MAIL_URL: 'smtp://mail.example',
  MAIL_FROM: 'Mortise <m@mortise.example>',
  S3_ENDPOINT: 'https://s3.example',
  S3_BUCKET: 'files',
  S3_ACCESS_KEY_ID: 'id',
  S3_SECRET_ACCESS_KEY: 'secret',
}
const issuesOf = (env: Record<string, string | undefined>): readonly SettingIssue[] => {
  try {
    readSettings(env, root)
    return []
  } catch (error) {
    if (error instanceof SettingsRefused) return error.issues
    throw error
  }
}
const named = (issues: readonly SettingIssue[]) => issues.map((issue) => ('name' in issue ? issue.name : issue.missing))

describe('settings', () => {
  test('without any: a demo on this machine, data beside the sources', () => {
    expect(readSettings({}, root)).toMatchObject({
      production: false,
      demo: true,
      port: 3000,
      publicUrl: 'http://localhost:3000',
      dataDir: '/srv/mortise/.mortise',
      databaseUrl: null,
      storage: { kind: 'disk', dir: '/srv/mortise/.mortise/files' },
      mailUrl: null,
    })
  })

  test('an empty variable is an unset one', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: '', MAIL_URL: '' }, root)).toMatchObject({
      port: 3000,
      databaseUrl: null,
    })
  })

  test('a database of one’s own is no demo, unless asked for', () => {
    const { DATABASE_URL } = complete
    expect(readSettings({ DATABASE_URL }, root).demo).toBe(false)
    expect(readSettings({ DATABASE_URL, DEMO: '1' }, root).demo).toBe(true)
  })

  test('production is served when complete, and each missing thing is named when not', () => {
    expect(issuesOf(complete)).toEqual([])
    const optional = new Set(['MORTISE_ENV'])
    for (const name of Object.keys(complete).filter((key) => !optional.has(key)))
      expect(named(issuesOf({ ...complete, [name]: undefined }))).toContain(name)
  })

  test('a directory does instead of an object store', () => {
    const { S3_ENDPOINT: _1, S3_BUCKET: _2, S3_ACCESS_KEY_ID: _3, S3_SECRET_ACCESS_KEY: _4, ...rest } = complete
    const env = { ...rest, STORAGE_DIR: '/mnt/files' }
    expect(readSettings(env, root).storage).toEqual({ kind: 'disk', dir: '/mnt/files' })
  })

  test.each([
    ['PORT', '65536', 'port'],
    ['PORT', 'http', 'port'],
    ['PUBLIC_URL', 'mortise.example', 'url'],
    ['PUBLIC_URL', 'https://mortise.example/path', 'url'],
    ['DATABASE_URL', 'mysql://db', 'postgres'],
    ['AUTH_SECRET', 'short', 'secret'],
    ['MAIL_URL', 'mail.example', 'mail'],
    ['TRANSLATION_URL', 'https://api.deepl.com', 'translation'],
    ['TRANSLATION_URL', 'baidu://appid@fanyi-api.baidu.com', 'translation'],
    ['MORTISE_ENV', 'staging', 'environment'],
    ['DEMO', 'perhaps', 'flag'],
    ['TRUST_PROXY', '-1', 'hops'],
  ])('%s=%s is refused: %s expected', (name, value, expected) => {
    expect(issuesOf({ [name]: value })).toEqual([{ code: 'failures.settingInvalid', name, expected }])
  })

  test('half a sign-in provider is refused', () => {
    expect(issuesOf({ GITHUB_CLIENT_ID: 'x' })).toEqual([
      { code: 'failures.settingPair', given: 'GITHUB_CLIENT_ID', missing: 'GITHUB_CLIENT_SECRET' },
    ])
    const github = { GITHUB_CLIENT_ID: 'x', GITHUB_CLIENT_SECRET: 'y' }
    expect(readSettings(github, root).oauth).toEqual({ github: { id: 'x', secret: 'y' } })
  })

  test('a port the system chose shows in the address, unless one was given', () => {
    expect(atPort(readSettings({ PORT: '0' }, root), 4567).publicUrl).toBe('http://localhost:4567')
    const given = readSettings({ PUBLIC_URL: 'https://mortise.example' }, root)
    expect(atPort(given, 4567).publicUrl).toBe('https://mortise.example')
  })
})

describe('the log', () => {
  test('cuts secrets at every depth it is given them', () => {
    const lines: string[] = []
    const log = createLog('info', { write: (line: string) => void lines.push(line) })
    log.info({ cookie: 'hush1', settings: { authSecret: 'hush2', inner: { password: 'hush3' } }, plain: 'shown' }, 'x')
    expect(lines.join()).not.toContain('hush')
    expect(lines.join()).toContain('shown')
  })

  test('keeps ids, which are shorter than any token', () => {
    const id = 'bom_01k9zq4f8m2x7c5v3b6n8q0w1e'
    expect(loggablePath(`/boms/${id}?token=abc`)).toBe(`/boms/${id}`)
    expect(loggablePath(`/reset/${'a'.repeat(43)}`)).toBe('/reset/aaaa…')
  })
})
