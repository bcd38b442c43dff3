import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { say, terminalLanguage, type CliKey } from '@/bin/say.mjs'
import english from '@/locales/en/firmware.json'
import chinese from '@/locales/zh/firmware.json'
import { inspectFirmware } from '@/server/domains/firmware/formats/inspect-firmware'
import { sayFinding } from '@/server/domains/firmware/formats/say'
import {
  firmwareFileName,
  firmwareFileRoles,
  isImage,
  type FirmwareFileRole,
} from '@/server/domains/firmware/rules/firmware-file'
import { largestSignatureFile, signatureText } from '@/server/domains/firmware/rules/signature-text'
import { printable } from './firmware-report'

const options = {
  server: { type: 'string' },
  line: { type: 'string' },
  version: { type: 'string' },
  commit: { type: 'string' },
  board: { type: 'string', multiple: true },
  bom: { type: 'string', multiple: true },
  variant: { type: 'string', multiple: true },
  bootloader: { type: 'string' },
  contract: { type: 'string' },
  'notes-en': { type: 'string' },
  'notes-zh': { type: 'string' },
  run: { type: 'string' },
  json: { type: 'boolean' },
} as const

/** What ends the command with a sentence. */
class Stop extends Error {}
const stop = (key: CliKey, params: Readonly<Record<string, string | number>> = {}): Stop => new Stop(say(key, params))

type Declared = Readonly<{
  name: string
  role: FirmwareFileRole
  sha256: string
  size: number
  flashAddress: number | null
  signature?: string
}>
type Given = Readonly<{ bytes: Buffer; declared: Declared }>

/** `role=path` or `role=path@0x10000`; a signature lies beside the file as `path.sig`. */
async function readGiven(given: string): Promise<Given> {
  const match = /^([A-Za-z]+)=(.+?)(?:@(0x[0-9a-fA-F]{1,8}|\d{1,10}))?$/.exec(given)
  const role = firmwareFileRoles.find((each) => each === match?.[1])
  if (!match || !role) throw stop('push.fileArgument', { given, roles: firmwareFileRoles.join(', ') })
  const [, , path = '', address] = match
  const bytes = await readFile(path).catch((failure: unknown) => {
    throw stop('failures.fileUnreadable', {
      path,
      reason: failure instanceof Error ? failure.message : String(failure),
    })
  })
  const name = firmwareFileName(basename(path))
  if (isImage(role)) refuseDamaged(name, bytes)
  const signature = await readFile(`${path}.sig`).catch(() => null)
  const declared = {
    ...{ name, role, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
    flashAddress: address === undefined ? null : Number(address),
    ...(signature === null ? {} : { signature: signatureText(signature.subarray(0, largestSignatureFile)) }),
  }
  return { bytes, declared }
}

/** Known here already: nothing is sent for it. */
function refuseDamaged(name: string, bytes: Buffer): void {
  const errors = inspectFirmware(bytes, name).findings.filter(({ severity }) => severity === 'error')
  const texts = terminalLanguage() === 'zh' ? chinese : english
  if (errors.length > 0)
    throw new Stop(errors.map((found) => `${name}: ${found.code} ${sayFinding(found, texts)}`).join('\n'))
}

type Answer = Readonly<{ state?: string; missing?: readonly string[]; contentHash?: string; page?: string }>
type Refusal = Readonly<{ error?: Readonly<{ code?: string; message?: string }> }>
const retries = 4

/** One request, again where the line or the server failed for a moment: everything may be sent twice. */
async function ask(method: 'PUT' | 'POST', url: string, token: string, body: Buffer | object | null): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    const isBytes = Buffer.isBuffer(body)
    const headers = {
      authorization: `Bearer ${token}`,
      'accept-language': terminalLanguage(),
      ...(body === null ? {} : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
    }
    const sent = body === null ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }
    const answer = await fetch(url, { method, headers, ...sent }).catch(() => null)
    if (answer !== null && answer.status < 500) {
      const told: unknown = await answer.json().catch(() => ({}))
      if (answer.ok) return told as Answer
      const { error } = told as Refusal
      throw new Stop(error?.message ?? say('push.refused', { status: answer.status, url }))
    }
    if (attempt === retries) throw stop('push.unreachable', { url })
    await pause(500 * 2 ** attempt)
  }
}

/** A list as one option or several: `--board A,B --board C`. */
const listed = (given: readonly string[] | undefined): string[] =>
  (given ?? []).flatMap((each) => each.split(',').map((part) => part.trim())).filter(Boolean)

/**
 * `mortise firmware push --server URL --line NUMBER --version V --commit SHA [--board B]… ROLE=FILE[@ADDRESS]…`: hands a
 * build in as the token in MORTISE_TOKEN may. Said again, it goes on or changes nothing. Returns the exit code: 0 when the
 * build is registered, 1 when it was refused, 2 for a wrong command line.
 */
export async function firmwarePush(args: readonly string[]): Promise<number> {
  const parsed = read(args)
  const token = process.env.MORTISE_TOKEN ?? ''
  if (parsed === null || parsed.positionals.length === 0) {
    process.stderr.write(`${say('push.usage')}\n`)
    return 2
  }
  const { values, positionals } = parsed
  const { server = '', line = '', version = '', commit = '' } = values
  const missing = Object.entries({ '--server': server, '--line': line, '--version': version, '--commit': commit })
  const absent = missing.find(([, value]) => value === '')?.[0] ?? (token === '' ? 'MORTISE_TOKEN' : null)
  if (absent !== null) {
    process.stderr.write(`${say('failures.missingArgument', { name: absent })}\n${say('push.usage')}\n`)
    return 2
  }
  try {
    const files = await Promise.all(positionals.map(readGiven))
    const origin = server.replace(/\/+$/, '')
    const url = `${origin}/api/v1/firmware/${encodeURIComponent(line)}/builds/${encodeURIComponent(version)}`
    const declared = await ask('PUT', url, token, {
      gitCommit: commit,
      notes: { en: values['notes-en'] ?? '', zh: values['notes-zh'] ?? '' },
      compatibility: {
        ...{ boardRevisions: listed(values.board), bomRevisions: listed(values.bom), variants: listed(values.variant) },
        ...{ bootloader: values.bootloader ?? null, contractVersion: values.contract ?? null },
      },
      ciRun: values.run ?? null,
      files: files.map((file) => file.declared),
    })
    for (const {
      bytes,
      declared: { name },
    } of files)
      if (declared.missing?.includes(name)) {
        await ask('PUT', `${url}/files/${encodeURIComponent(name)}`, token, bytes)
        if (!values.json) process.stdout.write(`${printable(say('push.sent', { name, bytes: bytes.length }))}\n`)
      }
    const done = await ask('POST', `${url}/register`, token, null)
    const text = say('push.registered', { line, version, hash: done.contentHash ?? '', page: done.page ?? '' })
    process.stdout.write(`${values.json ? JSON.stringify(done) : printable(text)}\n`)
    return 0
  } catch (failure) {
    if (!(failure instanceof Stop)) throw failure
    process.stderr.write(`${printable(failure.message)}\n`)
    return 1
  }
}

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch {
    return null
  }
}
