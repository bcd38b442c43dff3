import { formatFor } from '@/app/_lib/format'
import type { Language } from '@/server/kernel/bilingual'

/** A calendar day such as `2026-12-04` as the reader writes days; no zone can shift it. */
export const plainDay = (locale: Language, day: string): string =>
  formatFor(locale, 'UTC').day(new Date(`${day}T00:00:00Z`))
