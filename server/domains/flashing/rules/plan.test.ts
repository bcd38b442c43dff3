import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firmwareFormats } from '@/server/domains/firmware/formats/inspection'
import { firmwareFileRoles } from '@/server/domains/firmware/rules/firmware-file'
import { isRefusedPlan, planFlash, type FlashableFile } from './plan'

const file = (over: Partial<FlashableFile>): FlashableFile => ({
  ...{ fileId: 'fwf_1', name: 'app.bin', role: 'application', sha256: 'a1'.repeat(32), size: 1_000 },
  ...{ flashAddress: null, format: 'raw-bin', chip: null, imageHash: null, bootloaderAt: null, applicationAt: null },
  ...over,
})
const commands = (files: readonly FlashableFile[], chips: readonly string[] = []) => {
  const plan = planFlash(files, chips)
  return isRefusedPlan(plan) ? plan.code : plan.steps.map(({ command }) => command)
}

test('the files of an ESP chip go in one command, by address, whatever order they came in', () => {
  const chip = 'ESP32-C6'
  const application = file({ format: 'esp-image', chip })
  const bootloader = file({ format: 'esp-image', chip, role: 'bootloader', name: 'boot.bin', bootloaderAt: 0 })
  const table = file({ format: 'esp-partition-table', role: 'partitionTable', name: 'pt.bin', applicationAt: 0x2_0000 })
  const assets = file({ format: null, role: 'filesystem', name: 'spiffs.bin', flashAddress: 0x30_0000 })
  expect(commands([application, assets, table, bootloader])).toEqual([
    'esptool --chip esp32c6 --port PORT write-flash 0x0 images/1-bootloader.bin 0x8000 images/2-partition-table.bin 0x20000 images/3-application.bin 0x300000 images/4-filesystem.bin',
  ])
  expect(commands([application])).toEqual([
    'esptool --chip esp32c6 --port PORT write-flash 0x10000 images/1-application.bin',
  ])
  expect(commands([application, { ...assets, flashAddress: null }])).toBe('addressNeeded')
})

test.each<[string, Partial<FlashableFile>, string[], string]>([
  [
    'Intel HEX on a Nordic chip',
    { format: 'intel-hex', name: 'app.hex' },
    ['nRF52840'],
    'nrfutil device program --firmware images/1-application.hex --options chip_erase_mode=ERASE_RANGES_TOUCHED_BY_FIRMWARE,verify=VERIFY_READ,reset=RESET_SYSTEM',
  ],
  [
    'Intel HEX elsewhere',
    { format: 'intel-hex', name: 'app.hex' },
    ['STM32F411RE'],
    'openocd -f PROBE -f target/stm32f4x.cfg -c "program images/1-application.hex verify reset exit"',
  ],
  [
    'a Nordic package',
    { format: 'nrf-dfu-zip', name: 'app.zip' },
    [],
    'nrfutil nrf5sdk-tools dfu usb-serial --package images/1-application.zip --port PORT',
  ],
  [
    'SREC of an unknown chip',
    { format: 'motorola-srec', name: 'app.s19' },
    [],
    'openocd -f PROBE -f TARGET -c "program images/1-application.s19 verify reset exit"',
  ],
  [
    'bytes with an address',
    { flashAddress: 0x0800_0000 },
    ['STM32L4'],
    'openocd -f PROBE -f target/stm32l4x.cfg -c "program images/1-application.bin verify reset exit 0x8000000"',
  ],
  [
    'an MCUboot image',
    { format: 'mcuboot-image', flashAddress: 0xc000 },
    ['nRF52840'],
    'openocd -f PROBE -f target/nrf52.cfg -c "program images/1-application.bin verify reset exit 0xc000"',
  ],
  ['DfuSe', { format: 'dfuse', name: 'app.dfu' }, [], 'dfu-util -a 0 -s :leave -D images/1-application.dfu'],
  [
    'UF2 of a Pico',
    { format: 'uf2', name: 'app.uf2', chip: 'RP2040' },
    [],
    'picotool load -v -x images/1-application.uf2',
  ],
  ['UF2 of another chip', { format: 'uf2', name: 'app.uf2', chip: 'SAMD21' }, [], 'cp images/1-application.uf2 DRIVE'],
])('%s', (_, over, chips, command) => expect(commands([file(over)], chips)).toEqual([command]))

test('the device runs after the last step, not before', () => {
  const boot = file({ role: 'bootloader', format: 'dfuse', name: 'boot.dfu' })
  expect(commands([file({ format: 'dfuse', name: 'app.dfu' }), boot])).toEqual([
    'dfu-util -a 0 -D images/1-bootloader.dfu',
    'dfu-util -a 0 -s :leave -D images/2-application.dfu',
  ])
})

test('a merged image goes alone, and no image goes over another', () => {
  const chip = 'ESP32'
  const esp = (over: Partial<FlashableFile>) => file({ format: 'esp-image', chip, ...over })
  const boot = esp({ role: 'bootloader', bootloaderAt: 0x1000 })
  expect(commands([esp({ role: 'merged' }), boot, esp({})])).toEqual([
    'esptool --chip esp32 --port PORT write-flash 0x0 images/1-merged.bin',
  ])
  expect(planFlash([esp({ name: 'a.bin' }), esp({ name: 'b.bin' })], [])).toEqual({
    ...{ code: 'overlapping', params: { file: 'b.bin' } },
  })
  const pico = (over: Partial<FlashableFile>) => file({ format: 'rp2040-bin', chip: 'RP2040', ...over })
  expect(commands([pico({ role: 'bootloader' }), pico({})])).toBe('addressNeeded')
})

test('what cannot be written by any tool is said, with its file', () => {
  expect(planFlash([file({ name: 'x.bin' })], [])).toEqual({ code: 'addressNeeded', params: { file: 'x.bin' } })
  expect(commands([file({ format: 'ncs-dfu-zip' })])).toBe('noTool')
  expect(commands([file({ role: 'debugElf', format: 'elf' })])).toBe('nothingToFlash')
})

test('no name that somebody chose stands in a command, and symbols never go along', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          name: fc.string({ unit: 'binary' }),
          role: fc.constantFrom(...firmwareFileRoles),
          format: fc.constantFrom(...firmwareFormats, null),
          flashAddress: fc.option(fc.nat(), { nil: null }),
        }),
      ),
      (given) => {
        const plan = planFlash(given.map(file), [])
        if (isRefusedPlan(plan)) return
        expect(plan.files.filter(({ role }) => role === 'debugElf' || role === 'other')).toEqual([])
        expect(new Set(plan.files.map(({ path }) => path)).size).toBe(plan.files.length)
        expect(plan.steps.flatMap(({ paths }) => paths).toSorted()).toEqual(
          plan.files.map(({ path }) => path).toSorted(),
        )
        for (const { command } of plan.steps) expect(command).toMatch(/^[A-Za-z0-9 ./:="_,-]+$/)
      },
    ),
  ))
