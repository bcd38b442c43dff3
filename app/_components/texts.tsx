import type { ReactNode } from 'react'
import { MoreTexts } from '@/app/_lib/i18n'
import { getLocale } from '@/app/_lib/server'
import type { Namespace } from '@/locales/config'
import { loadTexts } from '@/locales/translator'

/** Gives the client components below the namespaces they use: `<Texts of={['boms', 'threads']}>` in a layout or page. */
export async function Texts({ of, children }: { of: readonly Namespace[]; children: ReactNode }) {
  return <MoreTexts texts={await loadTexts(await getLocale(), of)}>{children}</MoreTexts>
}
