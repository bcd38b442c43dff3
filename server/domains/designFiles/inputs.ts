import { z } from 'zod'
import { id } from '@/server/kernel/inputs'
import { openThreadInput } from '@/server/domains/threads/inputs'
import { designFileKinds, longestDesignFile, longestName, longestNotes } from './rules/design-file'

const version = z.int().positive()
const typed = (max: number) => z.object({ en: z.string().trim().max(max), zh: z.string().trim().max(max) })
const name = typed(longestName).refine(({ en, zh }) => en !== '' || zh !== '', {
  error: 'designFiles.nameNeeded',
  path: ['en'],
})

export const productDesignsInput = z.object({ productId: id('product') })
export const setInput = z.object({ setId: id('designSet') })
/** `revisionId` left out: the newest. */
export const readSetInput = z.object({ setId: id('designSet'), revisionId: id('designRevision').optional() })
export const revisionInput = z.object({ revisionId: id('designRevision') })

export const createSetInput = z.object({ productId: id('product'), name })
export const renameSetInput = z.object({ setId: id('designSet'), version, name })

export const beginUploadInput = z.object({
  revisionId: id('designRevision'),
  name: z.string().min(1).max(400),
  size: z.int().positive().max(longestDesignFile, 'designFiles.tooLarge'),
  /** By which the sender knows the same file again: its day, and the SHA-256 of its ends where a browser can reckon it. */
  fingerprint: z.string().min(1).max(120),
  /** Left out: by its name. */
  kind: z.enum(designFileKinds).optional(),
})
export const fileInput = z.object({ fileId: id('file'), version })
export const setKindInput = z.object({ fileId: id('file'), version, kind: z.enum(designFileKinds) })
export const releaseInput = z.object({ revisionId: id('designRevision'), version, notes: typed(longestNotes) })

export const viewFileInput = z.object({ fileId: id('file') })
export const compareInput = z.object({ before: id('designRevision'), after: id('designRevision') })

/** Micrometres of boards and sheets up to two metres either way; the long side of A0 has more than one. */
const um = z.int().min(-2_000_000).max(2_000_000)
const share = z.int().min(0).max(10_000)
const length = z.number().min(-1e6).max(1e6)
const anchor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('board'), layer: z.string().max(400), x: um, y: um }),
  z.object({ kind: z.literal('page'), page: z.int().min(1).max(10_000), x: share, y: share }),
  z.object({
    kind: z.literal('model'),
    point: z.tuple([length, length, length]),
    normal: z.tuple([length, length, length]),
  }),
])
export const placePinInput = openThreadInput
  .pick({ partnerOrgId: true, body: true, mentions: true, clientKey: true })
  .extend({ fileId: id('file'), anchor })
export const pinInput = z.object({ pinId: id('designPin') })
/** `fileId`: the pin's file in the revision it is looked at in. */
export const checkPinInput = pinInput.extend({ version, fileId: id('file') })
export const movePinInput = checkPinInput.extend({ anchor })

export type PlacePin = z.output<typeof placePinInput>
export type CheckPin = z.output<typeof checkPinInput>
export type MovePin = z.output<typeof movePinInput>
export type CreateSet = z.output<typeof createSetInput>
export type RenameSet = z.output<typeof renameSetInput>
export type BeginUpload = z.output<typeof beginUploadInput>
export type FileStep = z.output<typeof fileInput>
export type SetKind = z.output<typeof setKindInput>
export type ReleaseDesign = z.output<typeof releaseInput>
