import type { TFunction } from 'i18next'
import type { Format } from '@/app/_lib/format'

type Loss = Readonly<{ pct: string | null; extra: string | null }>

/** `3 %, at least 100`; without the pieces where none are stated, nothing where nothing is. */
export function lossText(t: TFunction<['boms']>, format: Format, { pct, extra }: Loss): string {
  if (pct === null && extra === null) return ''
  const share = pct ?? '0'
  return extra === null || extra === '0'
    ? t('boms:structure.share', { pct: share })
    : t('boms:structure.atLeast', { pct: share, extra: format.quantity(extra) })
}
