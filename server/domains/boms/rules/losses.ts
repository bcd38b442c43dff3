import { classLoss, type AttritionFacts, type Loss } from '@/server/domains/parts/rules/attrition'
import { compareDecimals, formatDecimal, parseDecimal, type Decimal } from '@/server/kernel/decimal'
import { kindOfRef, kindOfText } from '../importing/kinds'
import type { StructureLine } from './explode'
import { trimDecimal } from './requirement'

/** What somebody states of a part's losses and packs; null where nothing was said. Decimal text. */
export type StatedLoss = Readonly<{
  attritionPct: string | null
  attritionExtra: string | null
  packMultiple: string | null
}>

/** Who says what is lost: the factory that builds, the BOM's line, the brand's library, or the class of the part. */
export const lossSources = ['factory', 'line', 'part', 'class'] as const
export type LossSource = (typeof lossSources)[number]
export type SettledLoss = Readonly<{ loss: Loss; source: LossSource; multiple: string | null }>

type Told = Readonly<Partial<Record<Exclude<LossSource, 'class'>, readonly StatedLoss[]>>>

const states = ({ attritionPct, attritionExtra }: StatedLoss) => attritionPct !== null || attritionExtra !== null

/**
 * The loss a part is reckoned with. Whoever is nearest to the build is believed; where several lines of one part say
 * different things, the greater counts. A percentage alone has no least number of pieces, and the other way round.
 */
export function settleLoss(told: Told, facts: AttritionFacts, boards: number): SettledLoss {
  const multiple = greatest([told.factory, told.line], packOf)
  for (const source of ['factory', 'line', 'part'] as const) {
    const said = told[source]
    if (!said?.some(states)) continue
    const pct = greatest([said], pctOf) ?? '0'
    const extra = greatest([said], extraOf) ?? '0'
    return { loss: { pct, extra }, source, multiple }
  }
  return { loss: classLoss(facts, boards), source: 'class', multiple }
}

const pctOf = ({ attritionPct }: StatedLoss) => attritionPct
const extraOf = ({ attritionExtra }: StatedLoss) => attritionExtra
const packOf = ({ packMultiple }: StatedLoss) => packMultiple

/** A part is asked for on thousands of lines, of which few state anything: nothing is made of the others. */
function greatest(
  told: readonly (readonly StatedLoss[] | undefined)[],
  textOf: (said: StatedLoss) => string | null,
): string | null {
  let most: Decimal | null = null
  for (const said of told)
    for (const each of said ?? []) {
      const text = textOf(each)
      const number = text === null ? null : parseDecimal(text)
      if (number !== null && (most === null || compareDecimals(most, number) < 0)) most = number
    }
  return most === null ? null : formatDecimal(trimDecimal(most))
}

const words: readonly [RegExp, string][] = [
  [/\bpcb\b|线路板|电路板|光板/i, 'pcb'],
  [/\bbatter(y|ies)\b|电池/i, 'battery'],
  [/\b(display|lcd|oled|e-?paper)\b|显示屏|墨水屏/i, 'display'],
  [/\bscrews?\b|螺丝|螺钉/i, 'screw'],
  [/\blabels?\b|标签/i, 'label'],
]
const byMount: Readonly<Record<string, string>> = { MECH: 'mechanical', PACK: 'packaging' }

/** What a line says of how its part is lost. */
export function lossFacts(
  line: Pick<StructureLine, 'refs' | 'package' | 'value' | 'name' | 'mpn'> & Readonly<{ mount: string }>,
): AttritionFacts {
  const text = [line.name, line.value].join(' ')
  const kind =
    words.find(([pattern]) => pattern.test(text))?.[1] ??
    byMount[line.mount] ??
    kindOfRef(line.refs) ??
    kindOfText(text)
  return { package: line.package, kind: kind ?? '', mount: line.mount }
}
