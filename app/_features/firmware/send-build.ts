import { hashOfFile, putFile, UploadRefused } from '@/app/_lib/upload'
import { paths } from '@/app/_lib/paths'
import { firmwareFileName, type FirmwareFileRole } from '@/server/domains/firmware/rules/firmware-file'
import { largestSignatureFile, signatureText } from '@/server/domains/firmware/rules/signature-text'

/** A file that was chosen for a build. `signature`: detached, base64; '' without one. */
export type ChosenFile = Readonly<{
  file: File
  role: FirmwareFileRole
  /** As it was typed. */
  address: string
  signature: string
}>

/** What a file is likely for, by its name; people may say otherwise. */
export function roleOfName(name: string): FirmwareFileRole {
  if (/\.elf$/i.test(name)) return 'debugElf'
  if (/bootloader|mcuboot|\bboot\b/i.test(name)) return 'bootloader'
  if (/partition/i.test(name)) return 'partitionTable'
  if (/softdevice|^s1[0-9]{2}_/i.test(name)) return 'softdevice'
  if (/merged|full[-_]?flash|factory/i.test(name)) return 'merged'
  if (/littlefs|spiffs|fatfs|storage/i.test(name)) return 'filesystem'
  if (/\.(txt|md|map|json|pdf)$/i.test(name)) return 'other'
  return 'application'
}

/** Detached signatures come beside their files: `app.bin.sig` is of `app.bin`. */
export const signedName = (name: string): string | null => /^(.+)\.sig$/i.exec(name)?.[1] ?? null

/** The signature in a file, as base64. */
export async function readSignature(file: File): Promise<string> {
  if (file.size > largestSignatureFile) throw new UploadRefused('firmware.signatureUnreadable')
  return signatureText(new Uint8Array(await file.arrayBuffer()))
}

/** Hashes of files in their order; refused where the browser makes none. */
export async function hashAll(files: readonly ChosenFile[]): Promise<string[]> {
  const hashes: string[] = []
  for (const { file } of files) {
    const sha256 = await hashOfFile(file)
    if (sha256 === null) throw new UploadRefused('firmware.hashUnavailable')
    hashes.push(sha256)
  }
  return hashes
}

/** Sends the files of a declared build that are missing, one after another. */
export async function sendFiles(
  buildId: string,
  missing: readonly string[],
  files: readonly ChosenFile[],
  onProgress: (name: string, share: number) => void,
): Promise<void> {
  for (const name of missing) {
    const chosen = files.find(({ file }) => firmwareFileName(file.name) === name)
    if (!chosen) continue
    onProgress(name, 0)
    await putFile(paths.firmwareUpload(buildId, name), chosen.file, (share) => onProgress(name, share))
    onProgress(name, 1)
  }
}

/** What was sent arrived whole and is no sound image. */
export const isDamaged = (error: unknown): boolean =>
  error instanceof UploadRefused && error.data.domain.code === 'firmware.imageRefused'
