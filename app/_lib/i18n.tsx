'use client'
import { createInstance, type i18n, type Resource } from 'i18next'
import { useState, type ReactNode } from 'react'
import { I18nextProvider, initReactI18next, useTranslation } from 'react-i18next'
import type { Language } from '@/server/kernel/bilingual'

function make(locale: Language, texts: Resource): i18n {
  const instance = createInstance()
  void instance.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    resources: texts,
    defaultNS: 'common',
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  return instance
}

/** The reader's language for client components. A switch swaps the instance and keeps the tree, and what was typed. */
export function I18n({ locale, texts, children }: { locale: Language; texts: Resource; children: ReactNode }) {
  const [state, setState] = useState(() => ({ locale, instance: make(locale, texts) }))
  if (state.locale !== locale) setState({ locale, instance: make(locale, texts) })
  return <I18nextProvider i18n={state.instance}>{children}</I18nextProvider>
}

/** Adds the texts a part of the portal needs; see `Texts` for the server half. */
export function MoreTexts({ texts, children }: { texts: Resource; children: ReactNode }) {
  const { i18n } = useTranslation()
  for (const [locale, bundles] of Object.entries(texts)) {
    for (const [name, bundle] of Object.entries(bundles)) {
      if (!i18n.hasResourceBundle(locale, name)) i18n.addResourceBundle(locale, name, bundle)
    }
  }
  return children
}

/** The language client components render in. */
export const useLocale = (): Language => (useTranslation().i18n.language === 'zh' ? 'zh' : 'en')
