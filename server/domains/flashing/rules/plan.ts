import type { FirmwareFormat } from '@/server/domains/firmware/formats/inspection'
import type { FirmwareFileRole } from '@/server/domains/firmware/rules/firmware-file'

/** Programs that write a device; `massStorage` is a drive the device shows. */
export const flashTools = ['esptool', 'nrfutil', 'openocd', 'dfuUtil', 'picotool', 'massStorage'] as const
export type FlashTool = (typeof flashTools)[number]
/** What whoever runs a command puts in for itself. */
export const flashBlanks = ['PORT', 'PROBE', 'TARGET', 'DRIVE'] as const
export type FlashBlank = (typeof flashBlanks)[number]

/** A file of the build as far as flashing goes. Addresses in bytes. */
export type FlashableFile = Readonly<{
  fileId: string
  name: string
  role: FirmwareFileRole
  sha256: string
  size: number
  /** Where the build says it goes. */
  flashAddress: number | null
  format: FirmwareFormat | null
  chip: string | null
  /** Canonical hash of what it writes; null where its addresses are unknown. */
  imageHash: string | null
  /** Where its chip looks for a second-stage bootloader, of ESP images. */
  bootloaderAt: number | null
  /** Where an application goes by the partition table inside. */
  applicationAt: number | null
}>

/** A file with its place in the package. */
export type PlannedFile = Readonly<{
  fileId: string
  name: string
  role: FirmwareFileRole
  sha256: string
  size: number
  path: string
  address: number | null
}>
/** One command, run in this order from the folder of the package. */
export type FlashStep = Readonly<{
  tool: FlashTool
  command: string
  blanks: readonly FlashBlank[]
  paths: readonly string[]
}>
export type FlashPlan = Readonly<{
  files: readonly PlannedFile[]
  steps: readonly FlashStep[]
  /** What a station must read back. */
  expected: Readonly<{ name: string; sha256: string; imageHash: string | null }>
}>
export type PlanRefusal = Readonly<{ code: 'nothingToFlash' | 'noTool' | 'addressNeeded'; params: { file: string } }>

type Placed = FlashableFile & Readonly<{ path: string }>
type Found = Readonly<{ tool: FlashTool; address: number | null }> | 'noTool' | 'addressNeeded'

const order: readonly FirmwareFileRole[] = [
  'merged',
  'softdevice',
  'bootloader',
  'partitionTable',
  'application',
  'filesystem',
]
const extension = (name: string): string => /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0].toLowerCase() ?? '.bin'
const dashed = (role: string): string => role.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const hex = (address: number): string => `0x${address.toString(16)}`
const isEsp = ({ format }: FlashableFile): boolean => format?.startsWith('esp') ?? false

/** Default places of ESP-IDF: its partition table and, without one to ask, the first application. */
const [partitionTableAt, firstApplicationAt] = [0x8000, 0x10000]

function espAddress(file: FlashableFile, files: readonly FlashableFile[]): number | null {
  if (file.flashAddress !== null) return file.flashAddress
  if (file.format === 'esp-flash' || file.role === 'merged' || file.format === 'esp8266-image') return 0
  if (file.role === 'bootloader') return file.bootloaderAt
  if (file.role === 'partitionTable') return partitionTableAt
  if (file.role !== 'application') return null
  return files.find(({ applicationAt }) => applicationAt !== null)?.applicationAt ?? firstApplicationAt
}

const addressed = (tool: FlashTool, address: number | null): Found =>
  address === null ? 'addressNeeded' : { tool, address }

function toolFor(file: FlashableFile, files: readonly FlashableFile[], chips: readonly string[]): Found {
  const isNordic = [file.chip ?? '', ...chips].some((chip) => /^nRF/i.test(chip))
  if (files.some(isEsp)) return addressed('esptool', espAddress(file, files))
  switch (file.format) {
    case 'nrf-dfu-zip':
      return { tool: 'nrfutil', address: null }
    case 'intel-hex':
      return { tool: isNordic ? 'nrfutil' : 'openocd', address: null }
    case 'motorola-srec':
    case 'elf':
      return { tool: 'openocd', address: null }
    case 'uf2':
      return { tool: /^RP2/.test(file.chip ?? '') ? 'picotool' : 'massStorage', address: null }
    case 'rp2040-bin':
    case 'rp2350-bin':
      return { tool: 'picotool', address: file.flashAddress }
    case 'dfuse':
    case 'dfu':
      return { tool: 'dfuUtil', address: null }
    case 'microbit-universal-hex':
      return { tool: 'massStorage', address: null }
    case 'mcuboot-image':
    case 'raw-bin':
    case null:
      return addressed('openocd', file.flashAddress)
    default:
      return 'noTool'
  }
}

/** OpenOCD's configuration of a chip, for families whose name says it. */
const openocdTargets: readonly (readonly [RegExp, string])[] = [
  [/^nRF5[123]/i, 'nrf$.cfg'],
  [/^STM32([FGHLUW][0-9B])/i, 'stm32$x.cfg'],
  [/^RP20?40/i, 'rp2040.cfg'],
  [/^RP2350/i, 'rp2350.cfg'],
  [/^(?:AT)?SAMD/i, 'at91samdXX.cfg'],
]
function openocdTarget(chips: readonly string[]): string | null {
  for (const chip of chips)
    for (const [pattern, file] of openocdTargets) {
      const found = pattern.exec(chip)
      if (found) return `target/${file.replace('$', (found[1] ?? found[0].slice(3)).toLowerCase())}`
    }
  return null
}

const step = (tool: FlashTool, command: string, files: readonly Placed[]): FlashStep => ({
  tool,
  command,
  blanks: flashBlanks.filter((blank) => new RegExp(`\\b${blank}\\b`).test(command)),
  paths: files.map(({ path }) => path),
})

function commandFor(file: Placed, { tool, address }: Exclude<Found, string>, chips: readonly string[]): string {
  const { path } = file
  switch (tool) {
    case 'nrfutil':
      return file.format === 'nrf-dfu-zip'
        ? `nrfutil nrf5sdk-tools dfu usb-serial --package ${path} --port PORT`
        : `nrfutil device program --firmware ${path} --options chip_erase_mode=ERASE_RANGES_TOUCHED_BY_FIRMWARE,verify=VERIFY_READ,reset=RESET_SYSTEM`
    case 'dfuUtil':
      return file.format === 'dfuse' ? `dfu-util -a 0 -s :leave -D ${path}` : `dfu-util -D ${path} -R`
    case 'picotool':
      return `picotool load -v -x ${path}${address === null ? '' : ` -o ${hex(address)}`}`
    case 'massStorage':
      return `cp ${path} DRIVE`
    default: {
      const target = openocdTarget([file.chip ?? '', ...chips]) ?? 'TARGET'
      const place = address === null ? '' : ` ${hex(address)}`
      return `openocd -f PROBE -f ${target} -c "program ${path} verify reset exit${place}"`
    }
  }
}

/**
 * How a build gets into a device: its files in the order they are written and one command for each, for ESP chips one for
 * all. Paths are made of role and order, never of a name somebody chose: they stand in commands. `chips` are those of the
 * line, for files that do not say theirs. Commands: esptool 5, nRF Util 8, OpenOCD 0.12, dfu-util 0.11, picotool 2.
 */
export function planFlash(given: readonly FlashableFile[], chips: readonly string[]): FlashPlan | PlanRefusal {
  const files = given
    .filter(({ role }) => order.includes(role))
    .toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
    .map((file, index): Placed => ({
      ...file,
      path: `images/${index + 1}-${dashed(file.role)}${extension(file.name)}`,
    }))
  const main = files.find(({ role }) => role === 'merged') ?? files.find(({ role }) => role === 'application')
  if (main === undefined) return { code: 'nothingToFlash', params: { file: '' } }
  const planned: PlannedFile[] = []
  const steps: FlashStep[] = []
  const together: (readonly [number, Placed])[] = []
  for (const file of files) {
    const found = toolFor(file, files, chips)
    if (typeof found === 'string') return { code: found, params: { file: file.name } }
    const { fileId, name, role, sha256, size, path } = file
    planned.push({ fileId, name, role, sha256, size, path, address: found.address })
    if (found.tool === 'esptool') together.push([found.address ?? 0, file])
    else steps.push(step(found.tool, commandFor(file, found, chips), [file]))
  }
  if (together.length > 0) {
    const byAddress = together.toSorted(([a], [b]) => a - b)
    const chip = files.find(({ chip: each }) => each !== null)?.chip
    const named = chip ? ` --chip ${chip.toLowerCase().replace(/-/g, '')}` : ''
    const places = byAddress.map(([address, { path }]) => `${hex(address)} ${path}`).join(' ')
    const command = `esptool${named} --port PORT write-flash ${places}`
    steps.unshift(
      step(
        'esptool',
        command,
        byAddress.map(([, file]) => file),
      ),
    )
  }
  const { name, sha256, imageHash } = main
  return { files: planned, steps, expected: { name, sha256, imageHash } }
}

export const isRefusedPlan = (plan: FlashPlan | PlanRefusal): plan is PlanRefusal => 'code' in plan
