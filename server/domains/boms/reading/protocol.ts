import type { MessageCode, MessageParams, Severity } from '../importing/messages'
import type { ImportSettings } from '../importing/types'
import type { RevisionSource } from '../rules/columns'
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

/** A question about one file read in one way. The bytes come along only when the worker has not read it yet. */
export type Question = Readonly<{
  key: string
  fileName: string
  reading: ImportSettings
  leftOut: readonly number[]
  ask: Ask
  bytes: Uint8Array | null
}>

export type Accepted = Readonly<{
  digest: ImportDigest
  columns: RevisionSource['columns']
  leftOutRows: readonly number[]
  lineCount: number
  placementCount: number
  orders: readonly LineOrder[]
  chunks: number
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
}
