/** e_machine (gABI registry) to instruction set, as far as firmware goes. */
const architectures: Readonly<Record<number, string>> = {
  0x03: 'x86',
  0x08: 'mips',
  0x28: 'arm',
  0x53: 'avr',
  0x5e: 'xtensa',
  0x69: 'msp430',
  0xf3: 'riscv',
  0x102: 'loongarch',
}

export const architectureOf = (machine: number): string => architectures[machine] ?? `elf-${machine}`
