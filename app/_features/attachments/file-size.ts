'use client'
import { useMemo } from 'react'
import { useLocale } from '@/app/_lib/i18n'
import { languageTags } from '@/locales/config'

/** Bytes as people read them: `12 kB`, `3.4 MB`; decimal, as file managers and the limits here count. */
export function useFileSize(): (bytes: number) => string {
  const locale = useLocale()
  return useMemo(() => {
    const format = (unit: string, maximumFractionDigits: number) =>
      new Intl.NumberFormat(languageTags[locale], { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits })
    const [kilo, mega] = [format('kilobyte', 0), format('megabyte', 1)]
    return (bytes) => (bytes < 1_000_000 ? kilo.format(Math.max(1, bytes / 1_000)) : mega.format(bytes / 1_000_000))
  }, [locale])
}
