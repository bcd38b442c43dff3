import { hasAt, u16, u32, u8 } from './bytes'
import { hasDfuSuffix, isDfuse, readDfu, readDfuse } from './dfuse'
import { openDfuZip } from './dfu-zip'
import { readElf } from './elf'
import { isEspFlash, readEspFlash } from './esp-flash'
import { hasEspHeader, isEspImage, readEspImage, walkEspSegments } from './esp-image'
import { isPartitionTable, readPartitionTable } from './esp-partitions'
import { readEsp8266 } from './esp8266'
import { finding, type Finding } from './findings'
import type { Reading } from './inspection'
import { readIntelHex } from './intel-hex'
import { lookAlike } from './look-alikes'
import { isMcuboot, readMcuboot } from './mcuboot'
import { readNcsDfuZip } from './ncs-dfu-zip'
import { readNrfDfuZip } from './nrf-dfu-zip'
import { isVectorTable, readRaw, vectorTableBehindRoom } from './raw'
import { hasBoot2, readRp2 } from './rp2'
import { imageDefinitionIn } from './rp2-blocks'
import { readSrec } from './srec'
import { firstLine } from './text-records'
import { readUf2 } from './uf2'
import { readUniversalHex } from './universal-hex'

type Reader = (bytes: Uint8Array) => Reading
export type Identified = Readonly<{ read: Reader } | { refused: Finding }>

/**
 * Which reader a file is for, in the order of the rules (section 1), by bytes and never by name. One step is moved: the
 * marks of Raspberry Pi chips come before the vector table that their binaries begin with, for the marks say where the
 * binary belongs and the table does not.
 */
export function identify(bytes: Uint8Array): Identified {
  if (bytes.length === 0) return { refused: finding('FW-E004') }
  if (hasAt(bytes, 0, [0x7f, 0x45, 0x4c, 0x46])) return { read: readElf }
  if (u32(bytes, 0) === 0x0a324655 && u32(bytes, 4) === 0x9e5d5157) return { read: readUf2 }
  if (isDfuse(bytes)) return { read: readDfuse }
  if (hasAt(bytes, 0, [0x50, 0x4b, 0x03, 0x04])) return identifyZip(bytes)
  if (bytes.length >= 4 && isMcuboot(bytes)) return { read: readMcuboot }
  const other = identifyEsp(bytes) ?? identifyText(bytes)
  if (other) return other
  const foreign = lookAlike(bytes)
  if (foreign !== null) return { refused: finding('FW-E003', foreign) }
  if (hasDfuSuffix(bytes)) return { read: readDfu }
  if (hasBoot2(bytes) || imageDefinitionIn(bytes) !== null) return { read: readRp2 }
  if (isVectorTable(bytes) || vectorTableBehindRoom(bytes) !== null) return { read: readRaw }
  return { refused: finding('FW-E001') }
}

function identifyZip(bytes: Uint8Array): Identified {
  const zip = openDfuZip(bytes)
  switch (zip.kind) {
    case 'secure':
      return { read: () => readNrfDfuZip(zip.archive, zip.manifest) }
    case 'connect':
      return { read: () => readNcsDfuZip(zip.archive, zip.manifest) }
    case 'broken':
      return { refused: finding('FW-E097', { name: 'manifest.json' }) }
    case 'foreign':
      return { refused: finding('FW-E003', { kind: 'ZIP' }) }
    case 'refused':
      return { refused: finding('FW-E008', { reason: zip.fault }) }
  }
}

function identifyEsp(bytes: Uint8Array): Identified | null {
  if (isEspFlash(bytes)) return { read: readEspFlash }
  if (u8(bytes, 0) === 0xea && bytes.length > 16 && u8(bytes, 1) === 4) return { read: readEsp8266 }
  if (isPartitionTable(bytes)) return { read: readPartitionTable }
  if (u8(bytes, 0) !== 0xe9 || bytes.length < 16) return null
  if (isEspImage(bytes)) return { read: readEspImage }
  // A cut ESP-IDF image is still one: only what can be walked as ESP8266 is taken for it.
  const old = walkEspSegments(bytes, 8, Math.min(16, u8(bytes, 1)))
  const isOld = old.isWhole && old.segments.every(({ addr }) => addr >= 0x3ff0_0000 && addr < 0x4040_0000)
  if (isOld && old.segments.length > 0) return { read: readEsp8266 }
  const claims = hasEspHeader(bytes) || ((u8(bytes, 1) === 0 || u8(bytes, 1) > 16) && u16(bytes, 0x0c) <= 0x20)
  return { read: claims ? readEspImage : readEsp8266 }
}

function identifyText(bytes: Uint8Array): Identified | null {
  const line = firstLine(bytes)
  if (/^:[0-9A-Fa-f]{10,}$/.test(line)) return { read: isUniversal(bytes) ? readUniversalHex : readIntelHex }
  if (/^S[0-35-9][0-9A-Fa-f]{6,}$/.test(line)) return { read: readSrec }
  if (/^@[0-9A-Fa-f]{1,8}\b/.test(line)) return { refused: finding('FW-E002', { kind: 'TI-TXT, Verilog HEX' }) }
  return null
}

/** Does a block record (0A) stand among the first lines? Plain Intel HEX has none anywhere. */
const isUniversal = (bytes: Uint8Array): boolean =>
  /^:[0-9A-F]{6}0A9[0-9A-F]{3}C0DE/im.test(Buffer.from(bytes.subarray(0, 512)).toString('latin1'))
