import { u32 } from './bytes'
import { noBuildInfo, noSecurity, noTarget, type Reading, readingOf, versionOf } from './inspection'
import { binaryInfoOf } from './rp2-binary-info'
import { imageDefinitionIn } from './rp2-blocks'
import { bytesAt, type Segment } from './segments'

export const flashAt = 0x1000_0000
const boot2Bytes = 256
const crcBytes = 252

/** CRC-32/MPEG-2: polynomial 04C11DB7 from the top bit, initial FFFFFFFF, nothing reflected or inverted. */
export function crc32Mpeg2(bytes: Uint8Array): number {
  let crc = 0xffff_ffff
  for (const byte of bytes) {
    crc ^= byte << 24
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000_0000 ? (crc << 1) ^ 0x04c1_1db7 : crc << 1
  }
  return crc >>> 0
}

/** Does an RP2040 second-stage bootloader begin here? */
export const hasBoot2 = (bytes: Uint8Array): boolean =>
  bytes.length >= boot2Bytes && u32(bytes, crcBytes) === crc32Mpeg2(bytes.subarray(0, crcBytes))

/** What the contents of Raspberry Pi flash say beside their container; null where they are no RP2 program. */
export type Rp2Facts = Pick<Reading, 'target' | 'version' | 'security' | 'buildInfo' | 'entry'>

/** Looks at flash 10000000 (rules, section 10): boot2 and binary info of the RP2040, image definition of the RP2350. */
export function rp2FactsOf(segments: readonly Segment[]): Rp2Facts | null {
  const flash = segments.find(({ addr }) => addr === flashAt)
  if (!flash) return null
  const isRp2040 = hasBoot2(bytesAt(segments, flashAt, boot2Bytes))
  const definition = isRp2040 ? null : imageDefinitionIn(flash.data)
  if (!isRp2040 && definition === null) return null
  const chip = definition?.chip ?? 'RP2040'
  const info = binaryInfoOf(segments, flashAt + (isRp2040 ? boot2Bytes : 0))
  const stated = definition?.version
  return {
    target: { ...noTarget, family: chip, chip, arch: definition?.cpu ?? 'arm', boardId: info?.board || null },
    version: stated?.string ? stated : versionOf(info?.version ?? ''),
    security: {
      ...noSecurity,
      signed: definition ? definition.isSigned : null,
      secureVersion: definition?.rollback ?? null,
    },
    buildInfo: {
      ...noBuildInfo,
      project: info?.program || null,
      date: info?.date || null,
      toolchain: info?.sdk ? `pico-sdk ${info.sdk}` : null,
    },
    entry: definition?.entry ?? null,
  }
}

/** A flash binary of either chip without a container: it begins at 10000000. */
export function readRp2(bytes: Uint8Array): Reading {
  const segments = [{ addr: flashAt, data: bytes }]
  const facts = rp2FactsOf(segments)
  return {
    ...readingOf(facts?.target.chip === 'RP2350' ? 'rp2350-bin' : 'rp2040-bin'),
    ...facts,
    spaces: [{ name: null, segments }],
  }
}
