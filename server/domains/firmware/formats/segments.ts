import { createHash } from 'node:crypto'
import { hex32 } from './bytes'
import type { Findings } from './findings'

/** Bytes at an address. `addr` and `addr + data.length` lie within 0 … 2^32. */
export type Segment = Readonly<{ addr: number; data: Uint8Array }>

export const addressEnd = 0x1_0000_0000
/** Records of a text file that do not follow each other; more than any linker scatters. */
export const mostRuns = 100_000
/** Separate ranges an image may have once merged. */
export const mostSegments = 4_096

export type SegmentCollector = Readonly<{
  /** Takes a copy of the bytes. Data that begins where the last ended continues it. */
  add: (addr: number, data: Uint8Array) => void
  /** Segments sorted by address, adjacent ones merged, gaps left open. Overlaps and excess are found as they are met. */
  merge: () => Segment[]
  /** Too many ranges came, and what comes now is left out: whoever reads may stop. */
  isFull: () => boolean
}>

/**
 * Gathers the data of an image in the order a file gives it, sparse: memory grows with the data, never with the span of
 * its addresses. Findings: FW-E006 too many ranges, FW-E009 past 2^32, FW-E026 and FW-W027 overlaps.
 */
export function collectSegments(findings: Findings): SegmentCollector {
  let pool = new Uint8Array(1_024)
  let used = 0
  const addrs: number[] = []
  const offsets: number[] = []
  let expected = -1
  let isFull = false
  const add = (addr: number, data: Uint8Array): void => {
    if (data.length === 0 || isFull) return
    if (addr + data.length > addressEnd) return findings.add('FW-E009', { addr: hex32(addr) })
    if (addr !== expected) {
      if (addrs.length >= mostRuns) {
        isFull = true
        return findings.add('FW-E006', { max: mostSegments })
      }
      addrs.push(addr)
      offsets.push(used)
    }
    if (used + data.length > pool.length) {
      const larger = new Uint8Array(Math.max(pool.length * 2, used + data.length))
      larger.set(pool.subarray(0, used))
      pool = larger
    }
    pool.set(data, used)
    used += data.length
    expected = addr + data.length
  }
  const merge = (): Segment[] => {
    const runs = addrs.map((addr, i) => ({ addr, data: pool.subarray(offsets[i], offsets[i + 1] ?? used) }))
    return mergeSegments(runs, findings)
  }
  return { add, merge, isFull: () => isFull }
}

/**
 * Sorts by address and joins what touches; gaps stay gaps. What runs past 2^32 is left out (FW-E009). Where segments overlap the first given is kept: other bytes
 * are FW-E026, the same bytes FW-W027.
 */
export function mergeSegments(segments: readonly Segment[], findings: Findings): Segment[] {
  const fitting = segments.filter(({ addr, data }) => {
    const fits = addr + data.length <= addressEnd
    if (!fits) findings.add('FW-E009', { addr: hex32(addr) })
    return fits && data.length > 0
  })
  const sorted = fitting.toSorted((a, b) => a.addr - b.addr)
  const merged: Segment[] = []
  let open: ReturnType<typeof growing> | null = null
  for (const { addr, data } of sorted) {
    if (open === null || addr > open.end()) {
      if (open !== null) merged.push(open.segment())
      open = null
      if (merged.length >= mostSegments) {
        findings.add('FW-E006', { max: mostSegments })
        return merged
      }
      open = growing({ addr, data })
      continue
    }
    const overlap = Math.min(open.end() - addr, data.length)
    if (overlap > 0) {
      const isSame = open.holds(addr, data.subarray(0, overlap))
      findings.add(isSame ? 'FW-W027' : 'FW-E026', { addr: hex32(addr) })
    }
    if (data.length > overlap) open.extend(data.subarray(overlap))
  }
  if (open !== null) merged.push(open.segment())
  return merged
}

/** A segment that others are joined to; it copies only when the first of them arrives. */
function growing({ addr, data }: Segment) {
  let pool = data
  let length = data.length
  return {
    end: () => addr + length,
    segment: (): Segment => ({ addr, data: pool.subarray(0, length) }),
    holds: (from: number, wanted: Uint8Array): boolean => {
      for (let i = 0; i < wanted.length; i++) if (pool[from - addr + i] !== wanted[i]) return false
      return true
    },
    extend: (more: Uint8Array): void => {
      if (pool === data || length + more.length > pool.length) {
        const larger = new Uint8Array(Math.max(length * 2, length + more.length))
        larger.set(pool.subarray(0, length))
        pool = larger
      }
      pool.set(more, length)
      length += more.length
    },
  }
}

/**
 * The canonical image hash: SHA-256, hex, over segments sorted by address, each as u32 address, u32 length (little
 * endian) and data. The same program has one hash in HEX, SREC, UF2 and ELF. Takes merged segments.
 */
export function imageHashOf(segments: readonly Segment[]): string {
  const hash = createHash('sha256')
  for (const { addr, data } of segments) {
    const head = Buffer.alloc(8)
    head.writeUInt32LE(addr, 0)
    head.writeUInt32LE(data.length, 4)
    hash.update(head).update(data)
  }
  return hash.digest('hex')
}

/** Bytes at an address, or an empty array where no segment has them all. */
export function bytesAt(segments: readonly Segment[], addr: number, length: number): Uint8Array {
  const holder = segments.find((segment) => addr >= segment.addr && addr + length <= segment.addr + segment.data.length)
  return holder ? holder.data.subarray(addr - holder.addr, addr - holder.addr + length) : new Uint8Array()
}
