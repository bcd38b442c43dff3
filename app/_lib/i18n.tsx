'use client'
import type { TFunction } from 'i18next'
import { createContext, use, useState, type ReactNode } from 'react'
import type { Namespace } from '@/locales/config'
import type { Language } from '@/server/kernel/bilingual'
import { Texts, type Bundles } from './texts'

const TextsContext = createContext<Texts | null>(null)

function useTexts(): Texts {
  const texts = use(TextsContext)
  if (texts === null) throw new Error('useTranslation outside the root layout')
  return texts
}

/** The reader's language for client components. A switch swaps the texts and keeps the tree, and what was typed. */
export function I18n({ locale, texts, children }: { locale: Language; texts: Bundles; children: ReactNode }) {
  const [state, setState] = useState(() => new Texts(locale, texts))
  if (state.language !== locale) setState(new Texts(locale, texts))
  return <TextsContext value={state}>{children}</TextsContext>
}

/** Adds the texts a part of the portal needs; see `app/_components/texts.tsx` for the server half. */
export function MoreTexts({ texts, children }: { texts: Bundles; children: ReactNode }) {
  useTexts().add(texts)
  return children
}

type Used = Namespace | readonly [Namespace, ...Namespace[]]

/**
 * `const { t } = useTranslation(['boms', 'common'])`, then `t('common:actions.save')`, or `t('title')` of the first. Its
 * types are those of i18next, which reads the same texts on the server.
 */
export function useTranslation<const Of extends Used = 'common'>(of?: Of) {
  const texts = useTexts()
  const namespaces: readonly string[] = of === undefined ? ['common'] : typeof of === 'string' ? [of] : of
  return {
    // Which keys and values a text takes is known to the types alone.
    t: texts.translator(namespaces) as unknown as TFunction<Of>,
    i18n: { exists: texts.exists, t: texts.translator(['common']) as unknown as TFunction<Namespace[]> },
  }
}

/** The language client components render in. */
export const useLocale = (): Language => useTexts().language
