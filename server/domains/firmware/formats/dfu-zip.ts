import { z } from 'zod'
import { readZip, type ZipLimits, type ZipReading } from '@/server/platform/read-zip'

/** Rules, opening: 64 MB a member, 200 members, ratio 200; and no more in all than one file may be large. */
export const zipLimits: ZipLimits = {
  memberBytes: 64 * 1_048_576,
  totalBytes: 64 * 1_048_576,
  members: 200,
  ratio: 200,
}

const longestManifest = 262_144
export const componentKinds = ['application', 'bootloader', 'softdevice', 'softdevice_bootloader'] as const
export type ComponentKind = (typeof componentKinds)[number]

const component = z.object({ bin_file: z.string(), dat_file: z.string() })
const sizes = z.object({ bl_size: z.number(), sd_size: z.number() })
/** nRF Secure DFU (pc-nrfutil). Legacy packages say `dfu_version`. */
const secure = z.object({
  manifest: z.object({
    application: component.optional(),
    bootloader: component.optional(),
    softdevice: component.optional(),
    softdevice_bootloader: component.extend({ info_read_only_metadata: sizes.optional() }).optional(),
    dfu_version: z.number().optional(),
  }),
})
/** nRF Connect SDK. */
const connect = z.object({
  'format-version': z.union([z.number(), z.string()]),
  files: z.array(
    z.looseObject({ file: z.string(), board: z.string().optional(), load_address: z.number().optional() }),
  ),
  name: z.string().optional(),
})

export type SecureManifest = z.infer<typeof secure>['manifest']
export type ConnectManifest = z.infer<typeof connect>
export type Archive = Exclude<ZipReading, { fault: unknown }>
export type DfuZip =
  | { kind: 'secure'; archive: Archive; manifest: SecureManifest }
  | { kind: 'connect'; archive: Archive; manifest: ConnectManifest }
  /** An archive that is a package by its manifest, but one nobody can read. */
  | { kind: 'broken' }
  | { kind: 'foreign' }
  | { kind: 'refused'; fault: string }

/** What a ZIP is, by the `manifest.json` at its root. */
export function openDfuZip(bytes: Uint8Array): DfuZip {
  const archive = readZip(bytes, zipLimits)
  if ('fault' in archive) return { kind: 'refused', fault: archive.fault }
  if (!archive.names.includes('manifest.json')) return { kind: 'foreign' }
  const text = archive.read('manifest.json')
  if (!(text instanceof Uint8Array) || text.length > longestManifest) return { kind: 'broken' }
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder().decode(text))
  } catch {
    return { kind: 'broken' }
  }
  const asSecure = secure.safeParse(json)
  if (asSecure.success) return { kind: 'secure', archive, manifest: asSecure.data.manifest }
  const asConnect = connect.safeParse(json)
  if (asConnect.success) return { kind: 'connect', archive, manifest: asConnect.data }
  return typeof json === 'object' && json !== null && ('manifest' in json || 'files' in json)
    ? { kind: 'broken' }
    : { kind: 'foreign' }
}

/** A manifest names files beside itself; a path is refused (FW-E090). */
export const isPlainName = (name: string): boolean => name !== '' && !/[/\\]|^\.\.?$|^[a-z]:/i.test(name)
