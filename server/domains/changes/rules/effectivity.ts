/** When the new configuration begins. A change has exactly one of these. */
export const effectivityKinds = ['date', 'lot', 'serial', 'orderLine', 'stockExhaustion', 'immediate'] as const
export type EffectivityKind = (typeof effectivityKinds)[number]

/**
 * `date`: work orders that start on or after it. `lot`, `serial`, `orderLine`: from that one on. `stockExhaustion`: when
 * the old is used up, a day nobody knows before. `immediate`: the line stops and what is on it is reworked.
 */
export type Effectivity =
  | Readonly<{ kind: 'date'; from: string }>
  | Readonly<{ kind: 'lot' | 'serial' | 'orderLine'; from: string }>
  | Readonly<{ kind: 'stockExhaustion' | 'immediate' }>

/** Kinds that name where they begin. */
export const namesStart = (kind: EffectivityKind): kind is 'date' | 'lot' | 'serial' | 'orderLine' =>
  kind === 'date' || kind === 'lot' || kind === 'serial' || kind === 'orderLine'
