/** Addresses of a chip; `end` exclusive. */
export type MemoryRange = Readonly<{ addr: number; end: number }>

/** What the hardware of a line asks of every image. Empty lists and nulls are questions nobody has answered yet. */
export type LineExpectation = Readonly<{
  /** As the readers spell them, such as `ESP32-C6`. */
  chips: readonly string[]
  /** The instruction set, such as `riscv`. */
  arch: string | null
  memory: readonly MemoryRange[]
  /** Room for the application. */
  slotBytes: number | null
}>
