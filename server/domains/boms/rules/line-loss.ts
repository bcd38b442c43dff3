import { classLoss, type Loss } from '@/server/domains/parts/rules/attrition'
import { kindOfRef } from '../importing/kinds'

/** What of a line decides what is lost of it. Percent and pieces as decimal text; null where it does not say. */
export type LossyLine = Readonly<{
  refs: string
  package: string
  mount: string
  attritionPct: string | null
  attritionExtra: string | null
}>

/** What the library, or a factory for this line, knows better than the class. */
export type KnownLoss = Readonly<{
  kind?: string
  package?: string
  attritionPct: string | null
  attritionExtra: string | null
}>

/**
 * What a build of `boards` loses of a line: as the line says, else as somebody knows, else as parts of its class are lost
 * (planning.md §1). Whoever says a percentage alone says that nothing is added.
 */
export function lossOf(
  line: LossyLine,
  { boards, known, valuable }: Readonly<{ boards: number; known?: KnownLoss; valuable?: boolean }>,
): Loss {
  for (const said of [line, known]) {
    if (said && (said.attritionPct !== null || said.attritionExtra !== null))
      return { pct: said.attritionPct ?? '0', extra: said.attritionExtra ?? '0' }
  }
  const kind = known?.kind || (kindOfRef(line.refs) ?? '')
  return classLoss({ package: line.package || (known?.package ?? ''), kind, mount: line.mount, valuable }, boards)
}
