import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import english from '@/locales/en/designReading.json'
import type { BoardSet } from '@/server/domains/designFiles/reading/board-set'
import type { Finding } from '@/server/domains/designFiles/reading/findings'
import { inspectDesignFile, type DesignInspection } from '@/server/domains/designFiles/reading/inspect-design-file'
import { MAX_FILE_BYTES } from '@/server/domains/designFiles/reading/limits'
import { inspectFiles, type Inspected } from './inspect-files'

const SHOWN_FINDINGS = 20
const words = english.inspect

const fill = (sentence: string, params: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''))

const kindNames: Readonly<Record<string, string>> = english.kind

const sentence = ({ code, severity, params }: Finding): string => {
  const filled = fill(english.finding[code], params)
  const named = filled.replace(/\$t\(designReading:kind\.(\w+)\)/g, (_, kind: string) => kindNames[kind] ?? kind)
  return `${english.severity[severity]}: ${named}`
}

function boardLines({ layers, layerCount, size, holes }: BoardSet): string[] {
  const shown = size ? fill(words.size, { width: size.widthMm, height: size.heightMm }) : words.noSize
  return [
    fill(words.board, { layerCount, size: shown, ...holes }),
    ...layers.map(({ name, role }) =>
      [name, english.layer[role.type], role.side && english.side[role.side]].filter(Boolean).join('  '),
    ),
  ]
}

function report({ file, kind, bytes, facts, findings }: DesignInspection): string[] {
  const board = facts?.kind === 'archive' ? facts.board : null
  const sentences = [...findings, ...(board?.findings ?? [])].map(sentence)
  const rest = sentences.length - SHOWN_FINDINGS
  const lines = [
    ...(board ? boardLines(board) : []),
    ...sentences.slice(0, SHOWN_FINDINGS),
    ...(rest > 0 ? [fill(words.more, { n: rest })] : []),
  ]
  return [fill(words.summary, { file, kind: english.kind[kind], bytes }), ...lines.map((line) => `  ${line}`), '']
}

/** What is behind the largest file that is looked at stays on the disk: only that it is there matters. */
async function readBounded(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const bytes = Buffer.alloc(Math.min(size, MAX_FILE_BYTES + 1))
    let length = 0
    for (;;) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length)
      length += bytesRead
      if (bytesRead === 0 || length === bytes.length) return bytes.subarray(0, length)
    }
  } finally {
    await handle.close()
  }
}

/** Terminals must not obey escape codes or right-to-left marks hidden in a name. */
const printable = (line: string): string => line.replace(/[\p{Cc}\p{Cf}]/gu, ' ')

async function inspectPath(path: string): Promise<Inspected> {
  const file = basename(path)
  try {
    const entry = await inspectDesignFile(await readBounded(path), file)
    const understood = entry.findings.every(({ severity }) => severity !== 'error')
    return { entry, text: report(entry).map(printable), understood }
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure)
    const error = fill(words.unreadable, { path, reason })
    return { entry: { file, error }, text: [printable(error), ''], understood: false }
  }
}

/** Coordinates before a format was chosen are of use to the board set only. */
const withoutRaw = (key: string, value: unknown): unknown => (key === 'raw' ? undefined : value)

/**
 * `mortise design inspect FILE… [--json]`: prints what design files are and say of themselves, one JSON array or a few
 * lines per file. Returns the exit code: 0 when no file has an error, 1 when one has or is unreadable, 2 without files.
 */
export const designInspect = (args: readonly string[]): Promise<number> =>
  inspectFiles(args, { usage: words.usage, inspect: inspectPath, replacer: withoutRaw })
