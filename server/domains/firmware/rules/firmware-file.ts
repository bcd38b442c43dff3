import { cleanFileName } from '@/server/kernel/file-name'

/** What a file of a build is for, in the order a build is read. */
export const firmwareFileRoles = [
  'application',
  'bootloader',
  'partitionTable',
  'softdevice',
  'merged',
  'filesystem',
  'debugElf',
  'other',
] as const
export type FirmwareFileRole = (typeof firmwareFileRoles)[number]

/** Written into devices. The rest stays at desks: symbols for the debugger, notes. */
export const isFlashable = (role: FirmwareFileRole): boolean => role !== 'debugElf' && role !== 'other'

/** Images whose readers must find nothing wrong. A file system may look like anything. */
export const isImage = (role: FirmwareFileRole): boolean => role !== 'filesystem' && role !== 'other'

/** Symbols name what the source calls things: they never leave the brand. */
export const isForFactories = (role: FirmwareFileRole): boolean => role !== 'debugElf'

/** Files of one build. */
export const mostFirmwareFiles = 24
/** Characters of the name of a line or key, and of notes, in one language. */
export const longestName = 120
export const longestNotes = 8_000
/** A build whose files stopped coming is forgotten after so many days. */
export const openBuildDays = 7

/** What a file is called once it is declared: of what was given, the name alone. */
export const firmwareFileName = (given: string): string => cleanFileName(given, 'image.bin')

/** By what two names are the same file: width, case and the way of composing accents do not make another. */
export const fileNameKey = (name: string): string => name.normalize('NFKC').toLowerCase()
