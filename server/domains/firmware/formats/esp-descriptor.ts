import { hexOf, isFilled, textAt, u16, u32, u8 } from './bytes'
import type { EspAppDescriptor } from './inspection'

const appMagic = 0xabcd5432
const bootMagic = 0x50

/** The application descriptor at `at` (256 bytes, `esp_app_desc.h`), or null. */
export function appDescriptorAt(bytes: Uint8Array, at: number): EspAppDescriptor | null {
  if (at + 256 > bytes.length || u32(bytes, at) !== appMagic) return null
  const pageLog2 = u8(bytes, at + 0xb4)
  return {
    secureVersion: u32(bytes, at + 4),
    version: textAt(bytes, at + 0x10, 32),
    project: textAt(bytes, at + 0x30, 32),
    time: textAt(bytes, at + 0x50, 16),
    date: textAt(bytes, at + 0x60, 16),
    idfVersion: textAt(bytes, at + 0x70, 32),
    elfSha256: hexOf(bytes.subarray(at + 0x90, at + 0xb0)),
    minBlockRev: u16(bytes, at + 0xb0),
    maxBlockRev: u16(bytes, at + 0xb2),
    // Zero in older ESP-IDF, which had one page size.
    mmuPageBytes: pageLog2 >= 8 && pageLog2 <= 24 ? 2 ** pageLog2 : null,
    spiMode: u8(bytes, at + 0xb5),
  }
}

export type EspBootDescriptor = Readonly<{ secureVersion: number; version: number; idfVersion: string; date: string }>

/** The bootloader descriptor at `at` (80 bytes, `esp_bootloader_desc.h`), or null: older bootloaders have code there. */
export function bootDescriptorAt(bytes: Uint8Array, at: number): EspBootDescriptor | null {
  if (at + 80 > bytes.length || u8(bytes, at) !== bootMagic || !isFilled(bytes, at + 1, at + 3, 0)) return null
  const idfVersion = textAt(bytes, at + 8, 32)
  if (!/^[\w.-]{2,}$/.test(idfVersion)) return null
  return {
    secureVersion: u8(bytes, at + 3),
    version: u32(bytes, at + 4),
    idfVersion,
    date: textAt(bytes, at + 0x28, 24),
  }
}
