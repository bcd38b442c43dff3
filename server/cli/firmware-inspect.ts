import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { say, terminalLanguage } from '@/bin/say.mjs'
import english from '@/locales/en/firmware.json'
import chinese from '@/locales/zh/firmware.json'
import {
  type FirmwareInspection,
  inspectFirmware,
  isRefused,
  mostFirmwareBytes,
} from '@/server/domains/firmware/formats/inspect-firmware'
import { finding } from '@/server/domains/firmware/formats/findings'
import { sayFinding } from '@/server/domains/firmware/formats/say'
import { firmwareReport, printable } from './firmware-report'
import { inspectFiles, type Inspected } from './inspect-files'

/** One file as `--json` prints it. Addresses and sizes in bytes; `errors` are sentences with their code in front. */
type Entry = Readonly<{
  file: string
  format: string | null
  target: string | null
  family: string | null
  startAddress: number | null
  totalBytes: number
  sections: readonly Readonly<{ name: string; addr: number; size: number }>[]
  sha256: string | null
  version: string | null
  errors: readonly string[]
}>

const nothing: Omit<Entry, 'file' | 'errors'> = {
  format: null,
  target: null,
  family: null,
  startAddress: null,
  totalBytes: 0,
  sections: [],
  sha256: null,
  version: null,
}

const texts = () => (terminalLanguage() === 'zh' ? chinese : english)

/** Files without named sections have their segments, named by address. */
const sectionsOf = ({ sections, segments }: FirmwareInspection): Entry['sections'] =>
  sections.length > 0
    ? sections
    : segments.map(({ addr, length, space }) => {
        const address = `0x${addr.toString(16).padStart(8, '0')}`
        return { name: space === null ? address : `${space} ${address}`, addr, size: length }
      })

function entryOf(inspection: FirmwareInspection): Entry {
  const { fileName, format, target, loadAddr, imageBytes, sha256, version, findings } = inspection
  return {
    file: fileName,
    format,
    target: target.chip ?? target.arch,
    family: target.family,
    startAddress: loadAddr,
    totalBytes: imageBytes,
    sections: sectionsOf(inspection),
    sha256,
    version: version.string,
    errors: findings
      .filter(({ severity }) => severity === 'error')
      .map((entry) => `${entry.code} ${sayFinding(entry, texts())}`),
  }
}

async function inspectFile(path: string): Promise<Inspected> {
  const file = basename(path)
  try {
    // A disk image of terabytes must not be read only to be refused.
    if ((await stat(path)).size > mostFirmwareBytes) {
      const sentence = sayFinding(finding('FW-E005', { max: mostFirmwareBytes / 1_048_576 }), texts())
      return failed(file, `FW-E005 ${sentence}`, `${file}: ${sentence}`)
    }
    const bytes = await readFile(path)
    const inspection = inspectFirmware(bytes, file)
    return { entry: entryOf(inspection), text: firmwareReport(inspection, texts()), understood: !isRefused(inspection) }
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure)
    const sentence = say('failures.fileUnreadable', { path, reason })
    return failed(file, sentence, sentence)
  }
}

const failed = (file: string, error: string, sentence: string): Inspected => ({
  entry: { file, ...nothing, errors: [error] },
  text: [printable(sentence), ''],
  understood: false,
})

/**
 * `mortise firmware inspect FILE… [--json]`: prints what each file is and whether it is whole, one JSON array or a text
 * in the language of the terminal. Returns the exit code: 0 when every file was accepted, 1 when one was refused or
 * unreadable, 2 without files.
 */
export const firmwareInspect = (args: readonly string[]): Promise<number> =>
  inspectFiles(args, { usage: texts().inspect.usage, inspect: inspectFile })
