'use client'
import { useLocale } from '@/app/_lib/i18n'
import type { PackageRecipient } from '@/server/domains/releases/rules/package-item'

/** What a recipient is called, in the reader's language where it has a name in it. */
export function useRecipient(): (recipient: Pick<PackageRecipient, 'nameEn' | 'nameZh'>) => string {
  const locale = useLocale()
  return ({ nameEn, nameZh }) => (locale === 'zh' ? nameZh || nameEn : nameEn || nameZh)
}
