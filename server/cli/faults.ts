import { say } from '@/bin/say.mjs'
import { errorCode, OperatorFailure } from '@/db/embedded/failure'
import { type SettingIssue, SettingsRefused } from '@/server/platform/settings'

/** What went wrong in sentences, one a line, in the language of the terminal. */
export function explain(error: unknown): string {
  if (error instanceof SettingsRefused) return error.issues.map(explainSetting).join('\n')
  if (error instanceof OperatorFailure) return say(error.code, error.params)
  const reason = reasonOf(error)
  if (isDatabaseRefusal(error))
    return say('failures.databaseUnreachable', { host: databaseHost(process.env['DATABASE_URL']), reason })
  const sentence = say('failures.unexpected', { reason })
  return process.env['LOG_LEVEL'] === 'debug' && error instanceof Error ? `${sentence}\n${error.stack}` : sentence
}

function explainSetting(issue: SettingIssue): string {
  switch (issue.code) {
    case 'failures.settingMissing':
      return say(issue.code, { name: issue.name, purpose: say(`purpose.${issue.name}`) })
    case 'failures.settingInvalid':
      return say(issue.code, { name: issue.name, expected: say(`expected.${issue.expected}`) })
    case 'failures.settingPair':
      return say(issue.code, { given: issue.given, missing: issue.missing })
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  return error instanceof Error ? error.message || error.name : String(error)
}

/** Connections refused, names not found, and PostgreSQL's classes 08 (connection), 28 (login) and 3D (no database). */
const isDatabaseRefusal = (error: unknown) =>
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ECONNRESET|08...|28...|3D...|57P03)$/.test(
    errorCode(error),
  )

/** The host of a database URL, without the user and password beside it. */
export function databaseHost(url: string | undefined): string {
  if (!url || !URL.canParse(url)) return 'localhost'
  const { host, searchParams } = new URL(url)
  return searchParams.get('host') ?? host
}
