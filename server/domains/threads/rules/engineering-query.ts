/** What the asker of an engineering query proposes. Nobody may ask without proposing. */
export const dispositions = ['clarify', 'useAsIs', 'deviate', 'changeDocument', 'substitutePart'] as const
export type Disposition = (typeof dispositions)[number]

/** How an engineering query ends. There is no outcome by silence. */
export const eqOutcomes = ['clarification', 'deviation', 'change'] as const
export type EqOutcome = (typeof eqOutcomes)[number]
