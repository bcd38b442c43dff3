import type { LineState } from './line-state'
import type { BomVariant } from './variants'

/**
 * What of a line decides how the device is built. Prices, datasheets, loss, where a part is bought, translations and the
 * order of the lines are not part of it: they change without changing the product.
 */
export function builtOf(line: LineState, references: readonly string[]): Readonly<Record<string, unknown>> {
  const { key, parentKey, quantity, uom, ipn, cpn, name, mpn, manufacturer, partId, value, footprint } = line
  return {
    key,
    parent: parentKey,
    refs: [...references].toSorted(),
    quantity,
    uom,
    ipn,
    cpn,
    name,
    mpn,
    manufacturer,
    part: partId,
    value,
    footprint,
    package: line.package,
    // The words that bind; what they are in the other language may follow later.
    description: line.description[line.description.source],
    mount: line.mount,
    side: line.side,
    dnp: line.dnp,
    excluded: line.excludeFromBom,
    usage: line.usage,
    suppliedBy: line.suppliedBy,
    notFitted: [...line.notFitted].toSorted(),
    alternates: line.alternates
      .filter(({ status }) => status === 'approved')
      .toSorted((a, b) => a.priority - b.priority)
      .map((each) => ({ mpn: each.mpn, manufacturer: each.manufacturer })),
    child: line.childBomId,
    childRevision: line.childRevisionId,
    note: line.note,
  }
}

/** The ways a device may be built, whatever their order. */
export const builtVariants = (variants: readonly BomVariant[]): readonly unknown[] =>
  variants
    .map(({ code, name }) => ({ code, name: name[name.source] }))
    .toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
