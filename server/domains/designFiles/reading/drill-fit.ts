import type { Box } from './box'
import { drillExtents, type DrillFacts } from './drill'
import { formatsTried } from './drill-format'
import type { CoordinateFormat } from './gerber-format'

/** Tooling holes and castellations may lie a little outside. */
const slack = 5

export const liesOutside = (holes: Box, board: Box): boolean =>
  holes.minX < board.minX - slack ||
  holes.minY < board.minY - slack ||
  holes.maxX > board.maxX + slack ||
  holes.maxY > board.maxY + slack

/** How much of the board the holes span, in its longer direction. */
const share = (holes: Box, board: Box): number =>
  Math.max(
    (holes.maxX - holes.minX) / Math.max(board.maxX - board.minX, 1e-6),
    (holes.maxY - holes.minY) / Math.max(board.maxY - board.minY, 1e-6),
  )

/**
 * The format under which the holes lie on the board. Where the usual one does, it stays; else, of those in use, the one
 * that spreads the holes widest without leaving the board. The usual one again where none fits.
 */
export function betterFormat(facts: DrillFacts, board: Box): CoordinateFormat {
  const usual = drillExtents(facts, facts.format)
  if (facts.unit === null || usual === null || !liesOutside(usual, board)) return facts.format
  let best = facts.format
  let widest = -1
  for (const format of formatsTried(facts.unit)) {
    const holes = drillExtents(facts, format)
    if (holes === null || liesOutside(holes, board)) continue
    const span = share(holes, board)
    if (span > widest) [best, widest] = [format, span]
  }
  return best
}
