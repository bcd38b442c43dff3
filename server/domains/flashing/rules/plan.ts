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
export type PlanRefusal = Readonly<{
  code: 'nothingToFlash' | 'noTool' | 'addressNeeded' | 'overlapping'
  params: { file: string }
}>

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
      // Alone it goes where the chip begins to run.
      return files.length === 1
        ? { tool: 'picotool', address: file.flashAddress }
        : addressed('picotool', file.flashAddress)
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

/** Configurations that OpenOCD 0.12 brings, by family. Any other chip's is for the factory to name. */
const openocdTargets: readonly (readonly [RegExp, string])[] = [
  [/^nRF51/i, 'nrf51'],
  [/^nRF52/i, 'nrf52'],
  [/^nRF91/i, 'nrf91'],
  [/^STM32F([0-47])/i, 'stm32f$x'],
  [/^STM32G([04])/i, 'stm32g$x'],
  [/^STM32H7/i, 'stm32h7x'],
  [/^STM32L([01])/i, 'stm32l$'],
  [/^STM32L([45])/i, 'stm32l$x'],
  [/^STM32U5/i, 'stm32u5x'],
  [/^STM32W([BL])/i, 'stm32w$x'],
  [/^RP2040/i, 'rp2040'],
  [/^(?:AT)?SAMD/i, 'at91samdXX'],
]
function openocdTarget(chips: readonly string[]): string | null {
  for (const chip of chips)
    for (const [pattern, name] of openocdTargets) {
      const found = pattern.exec(chip)
      if (found) return `target/${name.replace('$', (found[1] ?? '').toLowerCase())}.cfg`
    }
  return null
}

const step = (tool: FlashTool, command: string, files: readonly Placed[]): FlashStep => ({
  tool,
  command,
  blanks: flashBlanks.filter((blank) => new RegExp(`\\b${blank}\\b`).test(command)),
  paths: files.map(({ path }) => path),
})

/** The last step lets the device run; until then it stays where it can be written. */
function commandFor(
  file: Placed,
  { tool, address }: Exclude<Found, string>,
  { chips, last }: Readonly<{ chips: readonly string[]; last: boolean }>,
): string {
  const { path } = file
  switch (tool) {
    case 'nrfutil':
      return file.format === 'nrf-dfu-zip'
        ? `nrfutil nrf5sdk-tools dfu usb-serial --package ${path} --port PORT`
        : `nrfutil device program --firmware ${path} --options chip_erase_mode=ERASE_RANGES_TOUCHED_BY_FIRMWARE,verify=VERIFY_READ${last ? ',reset=RESET_SYSTEM' : ''}`
    case 'dfuUtil':
      if (file.format !== 'dfuse') return `dfu-util -D ${path}${last ? ' -R' : ''}`
      return `dfu-util -a 0${last ? ' -s :leave' : ''} -D ${path}`
    case 'picotool':
      return `picotool load -v${last ? ' -x' : ''} ${path}${address === null ? '' : ` -o ${hex(address)}`}`
    case 'massStorage':
      return `cp ${path} DRIVE`
    default: {
      const target = openocdTarget([file.chip ?? '', ...chips]) ?? 'TARGET'
      const place = address === null ? '' : ` ${hex(address)}`
      return `openocd -f PROBE -f ${target} -c "program ${path} verify${last ? ' reset' : ''} exit${place}"`
    }
  }
}

/**
 * How a build gets into a device: its files in the order they are written and one command for each, for ESP chips one for
 * all. Paths are made of role and order, never of a name somebody chose: they stand in commands. `chips` are those of the
 * line, for files that do not say theirs. Commands: esptool 5, nRF Util 8, OpenOCD 0.12, dfu-util 0.11, picotool 2.
 */
export function planFlash(given: readonly FlashableFile[], chips: readonly string[]): FlashPlan | PlanRefusal {
  // A merged image is all of the flash: what it was made of does not go over it.
  const whole = given.some(({ role }) => role === 'merged')
  const files = given
    .filter(({ role }) => (whole ? role === 'merged' : order.includes(role)))
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
  for (const [index, file] of files.entries()) {
    const found = toolFor(file, files, chips)
    if (typeof found === 'string') return { code: found, params: { file: file.name } }
    const { fileId, name, role, sha256, size, path } = file
    planned.push({ fileId, name, role, sha256, size, path, address: found.address })
    if (found.tool === 'esptool') together.push([found.address ?? 0, file])
    else steps.push(step(found.tool, commandFor(file, found, { chips, last: index === files.length - 1 }), [file]))
  }
  const over = overlapping(planned)
  if (over !== null) return { code: 'overlapping', params: { file: over } }
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

/** The name of a file that would be written over another; addresses are known of bare images alone. */
function overlapping(files: readonly PlannedFile[]): string | null {
  const placed = files
    .flatMap(({ name, size, address }) => (address === null ? [] : [{ name, from: address, to: address + size }]))
    .toSorted((a, b) => a.from - b.from)
  const over = placed.find(({ from }, index) => index > 0 && from < (placed[index - 1]?.to ?? 0))
  return over?.name ?? null
}
