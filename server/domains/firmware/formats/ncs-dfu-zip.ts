import { type Archive, type ConnectManifest } from './dfu-zip'
import { collectFindings, finding } from './findings'
import { noTarget, type Part, type Reading, readingOf } from './inspection'
import { isMcuboot, readMcuboot } from './mcuboot'
import { memberOf } from './nrf-dfu-zip'

const mostFiles = 16

/**
 * nRF Connect SDK package: `files[]`, each an MCUboot image that is read as if alone. Version and security are those of
 * the first. Findings: as the images', FW-E090, FW-E095.
 */
export function readNcsDfuZip(archive: Archive, manifest: ConnectManifest): Reading {
  const findings = collectFindings()
  const named = new Set(manifest.files.slice(0, mostFiles).map(({ file }) => file))
  const images = [...named].flatMap((name) => {
    const bytes = memberOf(archive, name, findings)
    if (bytes === null) return []
    if (!isMcuboot(bytes)) {
      findings.add('FW-E097', { name })
      return []
    }
    return [{ name, bytes, reading: readMcuboot(bytes) }]
  })
  if (named.size === 0) findings.add('FW-E095', { name: '.bin' })
  const [main] = images
  return {
    ...(main?.reading ?? readingOf('ncs-dfu-zip')),
    format: 'ncs-dfu-zip',
    formatVersion: String(manifest['format-version']),
    target: { ...noTarget, family: 'nRF', arch: 'arm', boardId: manifest.files[0]?.board ?? null },
    spaces: images.map(({ name, bytes }) => ({
      name: images.length > 1 ? name : null,
      segments: bytes.length > 0 ? [{ addr: 0, data: bytes }] : [],
    })),
    addressed: false,
    imageBytes: images.reduce((sum, { bytes }) => sum + bytes.length, 0),
    integrity: images.flatMap(({ name, reading }) =>
      reading.integrity.map((entry) => ({ ...entry, check: `${name}: ${entry.check}` })),
    ),
    parts: images.map(({ name, bytes, reading }): Part => ({
      name,
      format: 'mcuboot-image',
      addr: null,
      bytes: bytes.length,
      version: reading.version.string,
      target: null,
      imageHash: null,
    })),
    findings: [
      ...findings.list(),
      ...images.flatMap(({ name, reading }) =>
        reading.findings.map(({ code, params }) => finding(code, { ...params, part: name })),
      ),
    ],
  }
}
