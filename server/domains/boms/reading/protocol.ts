import type { MessageCode, MessageParams, Severity } from '../importing/messages'
import type { ImportSettings } from '../importing/types'
import type { ChangeFilter } from '../rules/choices'
import type { RevisionSource } from '../rules/columns'
import type { ChangeCounts, LineChange } from '../storing/changes'
import type { LineOrder } from '../storing/orders'
import type { ImportDigest, PreviewPage, PreviewWindow } from './digest'

/** Lines handed over at a time when a BOM is stored. */
export const chunkLines = 1_000

export type Ask =
  | Readonly<{ kind: 'digest' }>
  | Readonly<{ kind: 'page'; window: PreviewWindow }>
  /** Everything of an accepted file except its lines. */
  | Readonly<{ kind: 'accept' }>
  | Readonly<{ kind: 'chunk'; index: number }>
  | Readonly<{ kind: 'problems' }>
  /** What differs from the revision the file is compared with. */
  | Readonly<{ kind: 'changes'; window: ChangeWindow }>

export type ChangeWindow = Readonly<{ filter: ChangeFilter; offset: number; limit: number }>
export type ChangePage = Readonly<{ counts: ChangeCounts; total: number; changes: readonly LineChange[] }>

/** The revision a file is the next state of: `key` names its state, `lines` are the texts of `knownLinesSql`. */
export type Base = Readonly<{ key: string; lines: readonly string[] | null }>

/** A question about one file read in one way. Bytes and lines come along only when the worker does not know them yet. */
export type Question = Readonly<{
  key: string
  fileName: string
  reading: ImportSettings
  leftOut: readonly number[]
  ask: Ask
  bytes: Uint8Array | null
  base: Base | null
}>

export type Accepted = Readonly<{
  digest: ImportDigest
  columns: RevisionSource['columns']
  leftOutRows: readonly number[]
  lineCount: number
  placementCount: number
  orders: readonly LineOrder[]
  chunks: number
  /** What differs from the revision before; null for the first one. */
  counts: ChangeCounts | null
}>
/** Some lines and their references as one array literal per column, ready for the database. */
export type Chunk = Readonly<{ lines: readonly string[]; refs: readonly string[] }>
/** One message beside the cell it is about. */
export type Problem = Readonly<{
  code: MessageCode
  severity: Severity
  row: number | null
  column: string | null
  params: MessageParams
  cell: string
}>

export type Answers = {
  digest: ImportDigest
  page: PreviewPage
  accept: Accepted
  chunk: Chunk
  problems: readonly Problem[]
  changes: ChangePage
}
