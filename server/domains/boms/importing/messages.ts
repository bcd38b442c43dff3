import type { RefusalReason, WorkbookRefusal } from '@/server/platform/workbooks/refusal'

export type Severity = 'E' | 'W' | 'Q' | 'I'

/**
 * Every message an import can give. Codes up to E002…W096 follow the rules; E007–E009, W010, E013–W019 and W027 were
 * added for files that are no table at all, W097–W099 for what else a table may say. The third part of a code never changes meaning.
 */
export type MessageCode =
  | 'BOM-E001'
  | 'BOM-E002'
  | 'BOM-E003'
  | 'BOM-W004'
  | 'BOM-W005'
  | 'BOM-E006'
  | 'BOM-E007'
  | 'BOM-E008'
  | 'BOM-E009'
  | 'BOM-E010'
  | 'BOM-W010'
  | 'BOM-W011'
  | 'BOM-W012'
  | 'BOM-E013'
  | 'BOM-E015'
  | 'BOM-E016'
  | 'BOM-W017'
  | 'BOM-W018'
  | 'BOM-W019'
  | 'BOM-E020'
  | 'BOM-E021'
  | 'BOM-E022'
  | 'BOM-W023'
  | 'BOM-E024'
  | 'BOM-W025'
  | 'BOM-W026'
  | 'BOM-W027'
  | 'BOM-W030'
  | 'BOM-E031'
  | 'BOM-E032'
  | 'BOM-W032'
  | 'BOM-W033'
  | 'BOM-E040'
  | 'BOM-I040'
  | 'BOM-E041'
  | 'BOM-E042'
  | 'BOM-W043'
  | 'BOM-W044'
  | 'BOM-W045'
  | 'BOM-E046'
  | 'BOM-Q047'
  | 'BOM-W048'
  | 'BOM-E049'
  | 'BOM-W051'
  | 'BOM-W052'
  | 'BOM-W053'
  | 'BOM-W054'
  | 'BOM-E055'
  | 'BOM-Q061'
  | 'BOM-W071'
  | 'BOM-E080'
  | 'BOM-E081'
  | 'BOM-E082'
  | 'BOM-W083'
  | 'BOM-E090'
  | 'BOM-E091'
  | 'BOM-W092'
  | 'BOM-E093'
  | 'BOM-W094'
  | 'BOM-W095'
  | 'BOM-W096'
  | 'BOM-W097'
  | 'BOM-Q098'
  | 'BOM-W099'

export type MessageParams = Record<string, string | number>

/** `row` is the file row (1-based), `column` a letter. `params.context`, when set, picks a variant of the sentence. */
export type ImportMessage = {
  code: MessageCode
  severity: Severity
  row?: number
  column?: string
  params: MessageParams
}

const MAX_PARAM_CHARS = 120

function severityOf(code: MessageCode): Severity {
  const letter = code.charAt(4)
  return letter === 'E' || letter === 'W' || letter === 'Q' ? letter : 'I'
}

/** Long or multi-line cell text would make a sentence unreadable. */
function shorten(value: string | number): string | number {
  if (typeof value === 'number') return value
  const flat = value.replace(/\s+/g, ' ')
  return flat.length > MAX_PARAM_CHARS ? `${flat.slice(0, MAX_PARAM_CHARS)}…` : flat
}

/** A message; `r` and `c` become parameters too, because the sentences name them. */
export function message(
  code: MessageCode,
  params: MessageParams = {},
  place: { row?: number; column?: string } = {},
): ImportMessage {
  const all: MessageParams = {}
  for (const [name, value] of Object.entries(params)) all[name] = shorten(value)
  if (place.row !== undefined) all.r = place.row
  if (place.column !== undefined) all.c = place.column
  return { code, severity: severityOf(code), ...place, params: all }
}

/** Collects messages and stops a flood: past `limit` per code only a count is kept. */
export class MessageList {
  readonly #items: ImportMessage[] = []
  readonly #counts = new Map<MessageCode, number>()
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  add(code: MessageCode, params: MessageParams = {}, place: { row?: number; column?: string } = {}): void {
    const count = (this.#counts.get(code) ?? 0) + 1
    this.#counts.set(code, count)
    if (count <= this.#limit) this.#items.push(message(code, params, place))
  }

  addAll(messages: Iterable<ImportMessage>): void {
    for (const item of messages) {
      const count = (this.#counts.get(item.code) ?? 0) + 1
      this.#counts.set(item.code, count)
      if (count <= this.#limit) this.#items.push(item)
    }
  }

  /** All kept messages in file order: whole-file ones first, then by row. */
  list(): ImportMessage[] {
    const more = new Map<MessageCode, number>()
    for (const [code, count] of this.#counts) if (count > this.#limit) more.set(code, count - this.#limit)
    const sorted = this.#items.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0))
    if (more.size === 0) return sorted
    const last = new Map(sorted.map((item) => [item.code, item] as const))
    return sorted.map((item) => {
      const rest = last.get(item.code) === item ? more.get(item.code) : undefined
      return rest === undefined ? item : { ...item, params: { ...item.params, more: rest } }
    })
  }
}

const refusalCodes: Readonly<Record<RefusalReason, MessageCode>> = {
  tooLarge: 'BOM-E001',
  tooMany: 'BOM-E002',
  encoding: 'BOM-E003',
  foreign: 'BOM-E007',
  damaged: 'BOM-E008',
  locked: 'BOM-E009',
  empty: 'BOM-E013',
  entities: 'BOM-E015',
}

/** What stops an import before anything of it is read. */
export const refusalMessage = ({ reason, params }: WorkbookRefusal): ImportMessage =>
  message(refusalCodes[reason], params)
