import { hex32, u16 } from './bytes'
import { collectFindings } from './findings'
import { eachHexRecord, hexAddresses } from './intel-hex'
import { noTarget, type Part, type Reading, readingOf } from './inspection'
import { collectSegments, imageHashOf, type SegmentCollector } from './segments'

const mostBoards = 16

/**
 * micro:bit universal hex (public specification 0.4): Intel HEX in blocks, each opened by record 0A with a board id.
 * Data is record 00 or, where boards of another generation must not take it, 0D. One address space a board.
 */
export function readUniversalHex(bytes: Uint8Array): Reading {
  const findings = collectFindings()
  const addresses = hexAddresses()
  const boards = new Map<string, SegmentCollector>()
  let board: SegmentCollector | undefined
  eachHexRecord(
    bytes,
    findings,
    (record) => {
      if (record.type === 0x0a) {
        // Big-endian on the line, although every other field of the format is little.
        const id = hex32(u16(record.data.subarray(0, 2).toReversed(), 0)).slice(4)
        board = boards.get(id)
        if (!board && boards.size < mostBoards) {
          board = collectSegments(findings)
          boards.set(id, board)
        }
        return true
      }
      if (record.type === 0x00 || record.type === 0x0d) {
        if (board) addresses.place(record, board.add)
        return board !== undefined
      }
      return record.type === 0x0b || record.type === 0x0c || record.type === 0x0e || addresses.take(record)
    },
    () => board?.isFull() ?? false,
  )
  const spaces = [...boards].map(([name, collector]) => ({ name, segments: collector.merge() }))
  const parts = spaces.map(({ name, segments }): Part => ({
    name,
    format: 'intel-hex',
    addr: segments[0]?.addr ?? null,
    bytes: segments.reduce((sum, { data }) => sum + data.length, 0),
    version: null,
    target: null,
    imageHash: imageHashOf(segments),
  }))
  return {
    ...readingOf('microbit-universal-hex'),
    target: { ...noTarget, family: 'nRF5', arch: 'arm', boardId: spaces.map(({ name }) => name).join(' ') || null },
    spaces,
    parts,
    entry: addresses.entry(),
    findings: findings.list(),
  }
}
