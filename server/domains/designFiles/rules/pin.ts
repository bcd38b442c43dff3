import type { DesignRevisionState } from '../lifecycle'
import type { FileKind } from '../reading/file-kind'

/**
 * Where in a file a pin stands. `board`: micrometres as the layer counts them, on a member of a ZIP file or on the file
 * itself (''); on a sheet of a schematic, on no layer, from its upper left corner and down. `page`: ten-thousandths of the
 * page from its upper left corner; a picture is page 1. `model`: in the unit of the model (of STEP millimetres), with the
 * direction the face looks in, in thousandths.
 */
export type PinAnchor =
  | Readonly<{ kind: 'board'; layer: string; x: number; y: number }>
  | Readonly<{ kind: 'page'; page: number; x: number; y: number }>
  | Readonly<{
      kind: 'model'
      point: [number, number, number]
      normal: [number, number, number]
    }>

/** How a pin stands in the revision that is shown. */
export const pinStandings = ['here', 'checkAgain', 'gone'] as const
export type PinStanding = (typeof pinStandings)[number]

type Seen = Readonly<{
  /** Contents in which the pin was seen at its place. */
  seenIn: readonly string[]
  /** Place of the revision it was made in, among those of the set. */
  madeAt: number
}>
type Shown = Readonly<{
  /** Place of the shown revision among those of the set. */
  at: number
  /** Content of the pin's file in it; null where the file is not there. */
  sha256: string | null
}>

/**
 * A pin is `here` while its file has a content in which it was seen there; another content is to be looked at again, and
 * without the file the pin is `gone`. A revision older than the pin shows it only with a content it was seen in: nobody
 * has to check in what is past. Null where it is not shown.
 */
export function standingOf({ seenIn, madeAt }: Seen, { at, sha256 }: Shown): PinStanding | null {
  if (sha256 !== null && seenIn.includes(sha256)) return 'here'
  if (at < madeAt) return null
  return sha256 === null ? 'gone' : 'checkAgain'
}

const boards: readonly FileKind[] = ['gerber', 'drill', 'archive', 'kicadBoard', 'kicadSchematic']
const pages: readonly FileKind[] = ['pdf', 'png', 'jpeg', 'gif', 'webp', 'bmp']

/** Whether a pin may stand like this in a file that was read to be of a kind; any may where it is not read yet. */
export function anchorFits(kind: FileKind | null, anchor: PinAnchor['kind']): boolean {
  if (kind === null) return true
  if (anchor === 'page') return pages.includes(kind)
  if (anchor === 'model') return kind === 'stl' || kind === 'step'
  return boards.includes(kind)
}

/** Pins may be placed, moved and checked in what is worked on or built from, not in what is past. */
export const takesPins = (state: DesignRevisionState): boolean => state !== 'superseded'

/** Pins of one set between the same two sides. */
export const mostPins = 1_000
