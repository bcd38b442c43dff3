import { hex32, u32 } from './bytes'
import { isEspFlash, readEspFlash } from './esp-flash'
import { isEspImage, readEspImage } from './esp-image'
import { finding } from './findings'
import type { Part, Reading, Target } from './inspection'
import { isMcuboot, readMcuboot } from './mcuboot'
import { isVectorTable } from './raw'
import { flashAt, rp2FactsOf } from './rp2'
import type { Segment } from './segments'

/** Containers say where bytes go and little of what they are. */
const containers: ReadonlySet<string> = new Set(['intel-hex', 'motorola-srec', 'uf2', 'dfuse', 'dfu', 'elf'])
const mostImages = 16

type Inner = Readonly<{ addr: number; reading: Reading }>

/**
 * Reads what a container carries: an MCUboot or ESP image at the start of a segment, a Raspberry Pi program, a Cortex-M
 * vector table. What the container says itself stands; the rest is filled in, and an image that is damaged inside a sound
 * container is found (its findings carry `part`, its address).
 */
export function withContents(reading: Reading): Reading {
  if (!containers.has(reading.format)) return reading
  const segments = reading.spaces.flatMap((space) => space.segments)
  const inner = segments.flatMap(imageIn).slice(0, mostImages)
  const only = reading.spaces.length === 1 ? segments : []
  const rp2 = rp2FactsOf(only)
  const lacksDefinition =
    rp2 === null && (reading.target.family ?? '').startsWith('RP2350') && only.some(({ addr }) => addr === flashAt)
  // The last image is the application: a bootloader comes before it.
  const main = inner.at(-1)?.reading
  const facts = rp2 ?? main
  return {
    ...reading,
    target: filled(reading.target, facts?.target, rp2?.target.chip ?? null, segments),
    version: reading.version.string === null ? (facts?.version ?? reading.version) : reading.version,
    security: facts?.security ?? reading.security,
    buildInfo: facts
      ? { ...facts.buildInfo, project: reading.buildInfo.project ?? facts.buildInfo.project }
      : reading.buildInfo,
    entry: reading.entry ?? rp2?.entry ?? null,
    appDescriptor: main?.appDescriptor ?? null,
    partitions: main?.partitions ?? [],
    integrity: [
      ...reading.integrity,
      ...inner.flatMap(({ addr, reading: { integrity } }) =>
        integrity.map((entry) => ({ ...entry, check: `${hex32(addr)}: ${entry.check}` })),
      ),
    ],
    parts: [...reading.parts, ...inner.map(partOf)],
    findings: [
      ...reading.findings,
      ...(lacksDefinition ? [finding('FW-E100')] : []),
      ...inner.flatMap(({ addr, reading: { findings } }) =>
        findings
          .filter(({ code }) => code !== 'FW-W066')
          .map(({ code, params }) => finding(code, { ...params, part: hex32(addr) })),
      ),
    ],
  }
}

function imageIn({ addr, data }: Segment): Inner[] {
  if (data.length < 32) return []
  if (isMcuboot(data) && u32(data, 0x1c) === 0) return [{ addr, reading: readMcuboot(data) }]
  if (isEspFlash(data)) return [{ addr, reading: readEspFlash(data) }]
  return isEspImage(data) ? [{ addr, reading: readEspImage(data) }] : []
}

const partOf = ({ addr, reading }: Inner): Part => ({
  name: hex32(addr),
  format: reading.format,
  addr,
  bytes: reading.imageBytes ?? 0,
  version: reading.version.string,
  target: reading.target.chip,
  imageHash: null,
})

function filled(own: Target, inner: Target | undefined, chip: string | null, segments: readonly Segment[]): Target {
  const isArm = segments.some(({ data }) => isVectorTable(data))
  return {
    family: own.family ?? inner?.family ?? null,
    chip: chip ?? own.chip ?? inner?.chip ?? null,
    arch: own.arch ?? inner?.arch ?? (isArm ? 'arm' : null),
    boardId: own.boardId ?? inner?.boardId ?? null,
  }
}
