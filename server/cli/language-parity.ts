import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import { say, terminalLanguage } from '@/bin/say.mjs'
import english from '@/locales/en/language.json'
import chinese from '@/locales/zh/language.json'
import { checkParity } from '@/server/domains/language/parity/check-parity'
import type { Finding, ParityReport } from '@/server/domains/language/parity/report'

/** What is said about one line of the file: a report, or why there is none. */
type Answer = Readonly<{ line: number }> & (ParityReport | Readonly<{ error: string }>)

/** Terminals must not obey escape codes or right-to-left marks hidden in a text. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, ' ')
const longest = 100
const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text)

/** A finding in the language of the terminal. */
function sentence({ code, kind, params }: Finding): string {
  const texts = (terminalLanguage() === 'zh' ? chinese : english).parity
  const pattern = code === 'onlyEn' || code === 'onlyZh' || code === 'sameValue' ? texts[code] : texts.differs[kind]
  return pattern.replace(/\{\{(en|zh)\}\}/g, (_, side: 'en' | 'zh') => params[side])
}

function answer(source: string, line: number): Answer {
  let pair: unknown
  try {
    pair = JSON.parse(source)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { line, error: say('parity.notJson', { line, reason }) }
  }
  if (typeof pair !== 'object' || pair === null || !('en' in pair) || !('zh' in pair))
    return { line, error: say('parity.noTexts', { line }) }
  const { en, zh } = pair
  if (typeof en !== 'string' || typeof zh !== 'string') return { line, error: say('parity.noTexts', { line }) }
  return { line, ...checkParity(en, zh) }
}

/** One line of output for one line of input. A line that cannot be read is not ok, and says why. */
function asJson(result: Answer): string {
  if ('error' in result) return JSON.stringify({ ok: false, findings: [], error: result.error })
  const told = (findings: readonly Finding[]) => findings.map((finding) => ({ ...finding, message: sentence(finding) }))
  return JSON.stringify({ ok: result.ok, findings: told(result.findings), notes: told(result.notes) })
}

function asTable(result: Answer): string[] {
  const head = String(result.line).padStart(5)
  if ('error' in result) return [`${head}  !  ${short(printable(result.error))}`]
  const rows = [...result.findings, ...result.notes].map((finding) => short(printable(sentence(finding))))
  const [first = say('parity.agrees'), ...rest] = rows
  return [`${head}  ${result.ok ? '=' : '≠'}  ${first}`, ...rest.map((row) => `${' '.repeat(10)}${row}`)]
}

/**
 * `mortise language parity FILE.jsonl [--json]`: checks pairs `{"en":…,"zh":…}`, one a line; `-` reads standard input
 * and blank lines are skipped. Prints one JSON object a pair or a table. Returns the exit code: 0 when every line was
 * read, whether or not the texts agree; 1 when a file or a line could not be; 2 without a file.
 */
export async function languageParity(args: readonly string[]): Promise<number> {
  const end = args.indexOf('--')
  const options = end === -1 ? args : args.slice(0, end)
  const isJson = options.includes('--json')
  const paths = [...options.filter((arg) => arg !== '--json'), ...(end === -1 ? [] : args.slice(end + 1))]
  if (paths.length === 0) {
    process.stderr.write(`${say('parity.usage')}\n`)
    return 2
  }
  const answers: Answer[] = []
  let unreadable = 0
  for (const path of paths) {
    const content = await contentOf(path)
    if (content === null) unreadable++
    else
      for (const [index, line] of content
        .replace(/^\uFEFF/, '')
        .split(/\r\n|\n|\r/)
        .entries())
        if (line.trim() !== '') answers.push(answer(line, index + 1))
  }
  const broken = answers.filter((result) => 'error' in result).length
  const agree = answers.filter((result) => 'ok' in result && result.ok).length
  const summary = say('parity.summary', {
    lines: answers.length,
    agree,
    differ: answers.length - agree - broken,
    broken,
  })
  const lines = isJson ? answers.map(asJson) : [...answers.flatMap(asTable), summary]
  await new Promise<void>((resolve) => {
    // A reader that stops early (`| head`) is no fault.
    process.stdout.once('error', () => resolve())
    process.stdout.write(lines.map((line) => `${line}\n`).join(''), () => resolve())
  })
  return unreadable === 0 && broken === 0 ? 0 : 1
}

async function contentOf(path: string): Promise<string | null> {
  try {
    return path === '-' ? await readAll(process.stdin) : await readFile(path, 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${say('failures.fileUnreadable', { path: printable(path), reason })}\n`)
    return null
  }
}
