/** An ESP-IDF chip: its id in image headers and where its second-stage bootloader lies in flash (rules, section 6). */
export type EspChip = Readonly<{ chip: string; arch: 'xtensa' | 'riscv'; bootloaderAt: number }>

export const espChips: ReadonlyMap<number, EspChip> = new Map<number, EspChip>([
  [0x0000, { chip: 'ESP32', arch: 'xtensa', bootloaderAt: 0x1000 }],
  [0x0002, { chip: 'ESP32-S2', arch: 'xtensa', bootloaderAt: 0x1000 }],
  [0x0005, { chip: 'ESP32-C3', arch: 'riscv', bootloaderAt: 0 }],
  [0x0009, { chip: 'ESP32-S3', arch: 'xtensa', bootloaderAt: 0 }],
  [0x000c, { chip: 'ESP32-C2', arch: 'riscv', bootloaderAt: 0 }],
  [0x000d, { chip: 'ESP32-C6', arch: 'riscv', bootloaderAt: 0 }],
  [0x0010, { chip: 'ESP32-H2', arch: 'riscv', bootloaderAt: 0 }],
  [0x0012, { chip: 'ESP32-P4', arch: 'riscv', bootloaderAt: 0x2000 }],
  [0x0014, { chip: 'ESP32-C61', arch: 'riscv', bootloaderAt: 0 }],
  [0x0017, { chip: 'ESP32-C5', arch: 'riscv', bootloaderAt: 0x2000 }],
  [0x0019, { chip: 'ESP32-H21', arch: 'riscv', bootloaderAt: 0 }],
  [0x001c, { chip: 'ESP32-H4', arch: 'riscv', bootloaderAt: 0x2000 }],
  [0x001f, { chip: 'ESP32-E22', arch: 'riscv', bootloaderAt: 0 }],
  [0x0020, { chip: 'ESP32-S31', arch: 'riscv', bootloaderAt: 0x2000 }],
])

const modes = ['QIO', 'QOUT', 'DIO', 'DOUT', 'FAST_READ', 'SLOW_READ']

/** `DIO, 4 MB, speed F, revision v0.3–v1.99`, as the header says it. Sizes of flash beyond the list stay codes. */
export function describeHeader(mode: number, sizeAndSpeed: number, minRev: number, maxRev: number): string {
  const megabytes = flashBytes(sizeAndSpeed >> 4)
  const size = megabytes === null ? `size ${sizeAndSpeed >> 4}` : `${megabytes / 0x10_0000} MB`
  const revision = (value: number): string => `v${Math.floor(value / 100)}.${value % 100}`
  const speed = (sizeAndSpeed & 15).toString(16).toUpperCase()
  return `${modes[mode] ?? `mode ${mode}`}, ${size}, speed ${speed}, revision ${revision(minRev)}–${revision(maxRev)}`
}

/** Flash size by the high nibble of header byte 3: 1 MB doubled, up to 128 MB. */
export const flashBytes = (nibble: number): number | null => (nibble <= 7 ? 0x10_0000 * 2 ** nibble : null)
