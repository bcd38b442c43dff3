import type { BoardSet } from './board-set'
import type { DesignFacts } from './facts'
import type { FileKind } from './file-kind'
import type { Finding } from './findings'
import type { DesignInspection } from './inspect-design-file'
import type { LayerSide, LayerType } from './layer-role'
import { gerberRole } from './layers'

/** Findings that are kept of one file; the rest is counted. */
export const mostFindings = 20

/** What a file says of itself in a line. Lengths in millimetres, of an STL in units of the file. */
export type ShownFact =
  | Readonly<{ fact: 'board'; layers: number; width: number | null; height: number | null; holes: number }>
  | Readonly<{ fact: 'layer'; type: LayerType; side: LayerSide | null }>
  | Readonly<{ fact: 'holes'; hits: number; slots: number }>
  /** Boards of before KiCad 4 are read, and not drawn. */
  | Readonly<{ fact: 'kicadBoard' | 'legacyBoard'; footprints: number; layers: number }>
  | Readonly<{ fact: 'model'; solids: number }>
  | Readonly<{ fact: 'mesh'; triangles: number; size: readonly [number, number, number] | null }>
  | Readonly<{ fact: 'pages'; pages: number; paper: string }>
  | Readonly<{ fact: 'picture'; width: number; height: number }>
  | Readonly<{ fact: 'placements'; placements: number; top: number; bottom: number }>
  | Readonly<{ fact: 'members'; members: number }>

/** As much of an inspection as is kept with a file and shown beside it. */
export type DesignReading = Readonly<{
  kind: FileKind
  shown: ShownFact | null
  findings: readonly Finding[]
  /** Findings beyond `findings`. */
  more: number
}>

/** What of an inspection is kept: one line of facts, and what a person should look at, the gravest first. */
export function readingOf({ kind, facts, findings }: DesignInspection, fileName: string): DesignReading {
  const board = facts?.kind === 'archive' ? facts.board : null
  const within = facts?.kind === 'archive' ? facts.members.flatMap(({ findings: told }) => told) : []
  const all = [...findings, ...(board?.findings ?? []), ...within]
  const rank = { error: 0, warning: 1, note: 2 }
  const sorted = all.toSorted((a, b) => rank[a.severity] - rank[b.severity])
  return {
    kind,
    shown: facts && shownOf(facts, board, fileName),
    findings: sorted.slice(0, mostFindings),
    more: Math.max(0, sorted.length - mostFindings),
  }
}

function shownOf(facts: DesignFacts, board: BoardSet | null, fileName: string): ShownFact | null {
  if (facts.kind === 'archive') {
    if (board === null) return { fact: 'members', members: facts.members.length }
    const { plated, nonPlated, unsaid } = board.holes
    const [width, height] = [board.size?.widthMm ?? null, board.size?.heightMm ?? null]
    return { fact: 'board', layers: board.layerCount, width, height, holes: plated + nonPlated + unsaid }
  }
  switch (facts.kind) {
    case 'gerber': {
      const { type, side } = gerberRole(facts, fileName)
      return { fact: 'layer', type, side }
    }
    case 'drill':
      return { fact: 'holes', hits: facts.hits, slots: facts.slots }
    case 'kicadBoard':
      return {
        fact: facts.format === 'legacy' ? 'legacyBoard' : 'kicadBoard',
        footprints: facts.footprints,
        layers: facts.copperLayers,
      }
    case 'step':
      return { fact: 'model', solids: facts.solids }
    case 'stl':
      return { fact: 'mesh', triangles: facts.triangles, size: facts.size }
    case 'pdf':
      return facts.pages === null ? null : { fact: 'pages', pages: facts.pages, paper: facts.paper }
    case 'pickAndPlace':
      return { fact: 'placements', placements: facts.placements, top: facts.top, bottom: facts.bottom }
    case 'png':
    case 'jpeg':
    case 'gif':
    case 'webp':
    case 'bmp':
      return { fact: 'picture', width: facts.width, height: facts.height }
    default:
      return null
  }
}
