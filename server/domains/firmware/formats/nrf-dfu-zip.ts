import { digestOf } from './bytes'
import { type Archive, type ComponentKind, componentKinds, isPlainName, type SecureManifest } from './dfu-zip'
import { collectFindings, type Findings } from './findings'
import { type Integrity, noSecurity, noTarget, type Part, type Reading, readingOf, versionOf } from './inspection'
import { type InitPacket, readInitPacket } from './nrf-init-packet'
import type { Segment } from './segments'

const anySoftDevice = new Set([0x00, 0xfffe])

type Component = Readonly<{ kind: ComponentKind; bin: Uint8Array; packet: InitPacket }>

/**
 * nRF Secure DFU package (rules, section 9). One space a component; addresses are the bootloader's business. Findings:
 * FW-E090, FW-E092 … FW-E097.
 */
export function readNrfDfuZip(archive: Archive, manifest: SecureManifest): Reading {
  const findings = collectFindings()
  const base = readingOf('nrf-dfu-zip')
  if (manifest.dfu_version !== undefined) findings.add('FW-E096')
  const integrity: Integrity[] = []
  const components = componentKinds.flatMap((kind) => {
    const files = manifest[kind]
    const component = files ? componentOf(archive, kind, files, findings) : null
    return component ? [component] : []
  })
  if (components.length === 0 && findings.list().length === 0) findings.add('FW-E095', { name: '.bin' })
  for (const component of components) checkComponent(component, integrity, findings)
  const main = components[0]?.packet
  return {
    ...base,
    target: { ...noTarget, family: 'nRF5', arch: 'arm', boardId: boardOf(main) },
    version: versionOf(String(main?.fwVersion ?? '')),
    spaces: components.map(({ kind, bin }) => ({
      name: components.length > 1 ? kind : null,
      segments: bin.length > 0 ? [{ addr: 0, data: bin } satisfies Segment] : [],
    })),
    addressed: false,
    integrity,
    security: { ...noSecurity, signed: components.length > 0 && components.every(({ packet }) => packet.isSigned) },
    parts: components.map(partOf),
    findings: findings.list(),
  }
}

/** `hw 52, SoftDevice 0100`: what the package asks of the device it goes to. */
function boardOf(packet: InitPacket | undefined): string | null {
  if (!packet) return null
  const softDevices = packet.softDevices.map((id) => (anySoftDevice.has(id) ? '*' : id.toString(16).padStart(4, '0')))
  const hardware = packet.hwVersion === null ? [] : [`hw ${packet.hwVersion}`]
  return [...hardware, ...(softDevices.length > 0 ? [`SoftDevice ${softDevices.join(' ')}`] : [])].join(', ') || null
}

const partOf = ({ kind, bin, packet }: Component): Part => ({
  name: kind,
  format: 'raw-bin',
  addr: null,
  bytes: bin.length,
  version: packet.fwVersion === null ? null : String(packet.fwVersion),
  target: packet.hwVersion === null ? null : `hw ${packet.hwVersion}`,
  imageHash: null,
})

function componentOf(
  archive: Archive,
  kind: ComponentKind,
  { bin_file, dat_file }: Readonly<{ bin_file: string; dat_file: string }>,
  findings: Findings,
): Component | null {
  const members = [bin_file, dat_file].map((name) => memberOf(archive, name, findings))
  const [bin, dat] = members
  if (!bin || !dat) return null
  const packet = readInitPacket(dat)
  if (packet === null) findings.add('FW-E097', { name: dat_file })
  return packet ? { kind, bin, packet } : null
}

/** The bytes of a member the manifest names, or null with the reason found. */
export function memberOf(archive: Archive, name: string, findings: Findings): Uint8Array | null {
  if (!isPlainName(name)) {
    findings.add('FW-E090', { name })
    return null
  }
  const data = archive.read(name)
  if (data instanceof Uint8Array) return data
  if (data === null) findings.add('FW-E095', { name })
  else findings.add('FW-E008', { reason: data })
  return null
}

function checkComponent({ kind, bin, packet }: Component, integrity: Integrity[], findings: Findings): void {
  const { softDevice, bootloader, application } = packet.sizes
  const wanted = {
    application,
    bootloader,
    softdevice: softDevice,
    softdevice_bootloader: softDevice + bootloader,
  }[kind]
  if (wanted !== bin.length) findings.add('FW-E094', { part: kind, n: bin.length, m: wanted })
  if (packet.isDebug) findings.add('FW-E092')
  if (packet.sha256 === null) return findings.add('FW-E093', { part: kind })
  const actual = digestOf(bin)
  integrity.push({ check: `${kind}: SHA-256`, expected: packet.sha256, actual, ok: actual === packet.sha256 })
  if (actual !== packet.sha256) findings.add('FW-E093', { part: kind })
}
