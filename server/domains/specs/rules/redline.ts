import type { Language } from '@/server/kernel/bilingual'
import { textFields, valueFields, type TextField, type ValueField } from './requirement'

/** Fields of a requirement that a redline can change: one figure, the unit, or one text in one language. */
export type RedlineField = ValueField | 'unit' | `${TextField}.${Language}`
export const redlineFields: readonly RedlineField[] = [
  ...valueFields,
  'unit',
  ...textFields.flatMap((field) => [`${field}.en`, `${field}.zh`] as const),
]

/** One change: `from` is what stood there when it was proposed. */
export type RedlineChange = Readonly<{ field: RedlineField; from: string; to: string }>
