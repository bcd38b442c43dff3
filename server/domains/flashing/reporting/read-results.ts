import type { FlashOutcome } from '../lifecycle'
import { isHashStart } from '../rules/judgement'
import { longestSerial, tidySerial } from '../rules/serials'
import { findResultColumns, outcomeIn, type ResultColumn } from './columns'
import { longestNote, longestStation } from './limits'
import { stationTime } from './station-time'

/** What a station says of one device. `row` as the file or list counts, from 1. `sha256` is empty where it
 * read none, and may be the first eight digits or more, compared by eye. */
export type ResultRow = Readonly<{
  row: number
  serial: string
  station: string
  at: Date
  outcome: FlashOutcome
  sha256: string
  note: string
}>
/** Why a row says nothing that can be kept; words at `flashing.row.<code>`. */
export const rowRefusals = ['noSerial', 'longSerial', 'noTime', 'future', 'noOutcome', 'badHash', 'repeated'] as const
export type RowRefusal = Readonly<{ row: number; code: (typeof rowRefusals)[number]; said: string }>
export type ReadResults = Readonly<{ rows: readonly ResultRow[]; refused: readonly RowRefusal[] }>

const headingWithin = 20
/** A clock may be this far ahead. */
const aheadMs = 10 * 60_000

/** Cells of one device, as they were written. */
export type SaidOfUnit = Readonly<Record<ResultColumn, string>> & Readonly<{ row: number }>

/**
 * Reads what was said of devices, each on its own: what cannot be understood is told with its row, the rest is kept. Times
 * without an offset are of `zone`; a clock more than ten minutes ahead of `now` is wrong.
 */
export function readResults(said: readonly SaidOfUnit[], zone: string, now: Date): ReadResults {
  const rows: ResultRow[] = []
  const refused: RowRefusal[] = []
  const seen = new Set<string>()
  for (const cells of said) {
    const read = readUnit(cells, zone, now)
    // Another word for the same device, station and time is no repetition: what is on record decides.
    const key =
      'code' in read ? '' : [read.serial, read.station, read.at.getTime(), read.outcome, read.sha256].join('\n')
    if ('code' in read) refused.push(read)
    else if (seen.has(key)) refused.push({ row: cells.row, code: 'repeated', said: read.serial })
    else {
      seen.add(key)
      rows.push(read)
    }
  }
  return { rows, refused }
}

/** Without what programs send and no column can hold. */
const unseen = (text: string): string => text.replace(/\p{Cc}/gu, ' ')

function readUnit(cells: SaidOfUnit, zone: string, now: Date): ResultRow | RowRefusal {
  const { row } = cells
  const refuse = (code: RowRefusal['code'], said: string): RowRefusal => ({ row, code, said: said.slice(0, 80) })
  const serial = tidySerial(cells.serial)
  if (serial === '') return refuse('noSerial', '')
  if (serial.length > longestSerial) return refuse('longSerial', serial)
  const at = stationTime(cells.at, zone)
  if (at === null) return refuse('noTime', cells.at)
  if (at.getTime() > now.getTime() + aheadMs) return refuse('future', cells.at)
  const outcome = outcomeIn(cells.outcome)
  if (outcome === null) return refuse('noOutcome', cells.outcome)
  const sha256 = cells.sha256
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^(?:sha-?256:|0x)/, '')
  if (sha256 !== '' && !isHashStart(sha256)) return refuse('badHash', cells.sha256)
  const short = (text: string, most: number): string => Array.from(unseen(text).trim()).slice(0, most).join('')
  return {
    row,
    serial,
    at,
    outcome,
    sha256,
    station: short(cells.station, longestStation),
    note: short(cells.note, longestNote),
  }
}

type Sheet = Readonly<{ rows: readonly Readonly<{ row: number; cells: readonly string[] }>[] }>

/** The rows of a sheet of results under its heading; null where no sheet has one. Empty rows are none. */
export function unitsInSheets(sheets: readonly Sheet[]): SaidOfUnit[] | null {
  for (const { rows } of sheets) {
    const at = rows.slice(0, headingWithin).findIndex(({ cells }) => findResultColumns(cells) !== null)
    const columns = findResultColumns(rows[at]?.cells ?? [])
    if (columns === null) continue
    return rows.slice(at + 1).flatMap(({ row, cells }) => {
      const cell = (column: ResultColumn): string => cells[columns[column] ?? -1] ?? ''
      const day = columns.date === undefined ? '' : (cells[columns.date] ?? '')
      if (cells.every((each) => each.trim() === '')) return []
      return {
        row,
        serial: cell('serial'),
        station: cell('station'),
        at: day === '' || /\d{4}/.test(cell('at')) ? cell('at') : `${day} ${cell('at')}`,
        outcome: cell('outcome'),
        sha256: cell('sha256'),
        note: cell('note'),
      }
    })
  }
  return null
}
