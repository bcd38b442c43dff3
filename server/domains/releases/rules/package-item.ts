/** Why a PDF cannot be marked with whom it is for. */
export const unmarkableReasons = ['locked', 'damaged', 'tooLarge'] as const
export type UnmarkableReason = (typeof unmarkableReasons)[number]

/**
 * A file of an issued package. `source` is the SHA-256 of the file it was made from, null for what was written for the
 * package; `issued` that of the file in the package: another one where a mark was put on it. Sizes in bytes.
 */
export type PackageItem = Readonly<{
  path: string
  source: string | null
  issued: string
  size: number
  /** Marked with whom it is for; `unmarked` says why it is not, where it should have been. */
  marked: boolean
  unmarked?: UnmarkableReason
}>

/** Why a package could not be made: a code of the errors with its parameters, and the files it is about. */
export type PackageFailure = Readonly<{
  code: string
  params: Readonly<Record<string, string | number>>
  files: readonly Readonly<{ name: string; reason: UnmarkableReason }>[]
}>

/** Whom a package is for, as it was when it was asked for. `contact` is empty for a partner of the portal. */
export type PackageRecipient = Readonly<{ nameEn: string; nameZh: string; contact: string }>

/** Both names where they differ: `Kaida PCB 凯达电路`. */
export const recipientLine = ({ nameEn, nameZh }: PackageRecipient): string =>
  [...new Set([nameEn, nameZh].filter((name) => name !== ''))].join(' ')

/** Files of one package, and bytes of all of them: 4 GB, which every program can unpack. */
export const mostPackageFiles = 600
export const mostPackageBytes = 4_000_000_000

/** Whether files go into one package, read-me and manifest beside them. Sizes in bytes. */
export const fitsPackage = (files: readonly Readonly<{ size: number }>[]): boolean =>
  files.length <= mostPackageFiles && files.reduce((sum, { size }) => sum + size, 0) <= mostPackageBytes

/** Bytes at the beginning of a file in which the mark of a PDF may stand as readers take it. */
export const pdfHead = 1_024

/** Whether a file is a PDF: by its name, or by its bytes whatever it is called. `head`: its first `pdfHead` bytes. */
export const isPdf = (name: string, head: Uint8Array): boolean =>
  /\.pdf$/i.test(name) || Buffer.from(head.subarray(0, pdfHead)).includes('%PDF-')
