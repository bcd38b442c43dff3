import { createInstance, type Resource, type TFunction } from 'i18next'
import type { Language } from '@/server/kernel/bilingual'
import { namespaces, type Namespace } from './config'

/** Static imports by name, so that bundlers see every file and nothing is read from disk at run time. */
const files: Record<Language, Record<Namespace, () => Promise<{ default: object }>>> = {
  en: {
    apiTokens: () => import('./en/apiTokens.json'),
    attachments: () => import('./en/attachments.json'),
    audit: () => import('./en/audit.json'),
    bomImport: () => import('./en/bomImport.json'),
    bomRevisions: () => import('./en/bomRevisions.json'),
    boms: () => import('./en/boms.json'),
    calendars: () => import('./en/calendars.json'),
    changes: () => import('./en/changes.json'),
    common: () => import('./en/common.json'),
    designFiles: () => import('./en/designFiles.json'),
    designReading: () => import('./en/designReading.json'),
    designViewer: () => import('./en/designViewer.json'),
    errors: () => import('./en/errors.json'),
    firmware: () => import('./en/firmware.json'),
    flashing: () => import('./en/flashing.json'),
    gates: () => import('./en/gates.json'),
    language: () => import('./en/language.json'),
    mails: () => import('./en/mails.json'),
    notifications: () => import('./en/notifications.json'),
    orgs: () => import('./en/orgs.json'),
    parts: () => import('./en/parts.json'),
    people: () => import('./en/people.json'),
    products: () => import('./en/products.json'),
    releases: () => import('./en/releases.json'),
    search: () => import('./en/search.json'),
    specs: () => import('./en/specs.json'),
    threads: () => import('./en/threads.json'),
  },
  zh: {
    apiTokens: () => import('./zh/apiTokens.json'),
    attachments: () => import('./zh/attachments.json'),
    audit: () => import('./zh/audit.json'),
    bomImport: () => import('./zh/bomImport.json'),
    bomRevisions: () => import('./zh/bomRevisions.json'),
    boms: () => import('./zh/boms.json'),
    calendars: () => import('./zh/calendars.json'),
    changes: () => import('./zh/changes.json'),
    common: () => import('./zh/common.json'),
    designFiles: () => import('./zh/designFiles.json'),
    designReading: () => import('./zh/designReading.json'),
    designViewer: () => import('./zh/designViewer.json'),
    errors: () => import('./zh/errors.json'),
    firmware: () => import('./zh/firmware.json'),
    flashing: () => import('./zh/flashing.json'),
    gates: () => import('./zh/gates.json'),
    language: () => import('./zh/language.json'),
    mails: () => import('./zh/mails.json'),
    notifications: () => import('./zh/notifications.json'),
    orgs: () => import('./zh/orgs.json'),
    parts: () => import('./zh/parts.json'),
    people: () => import('./zh/people.json'),
    products: () => import('./zh/products.json'),
    releases: () => import('./zh/releases.json'),
    search: () => import('./zh/search.json'),
    specs: () => import('./zh/specs.json'),
    threads: () => import('./zh/threads.json'),
  },
}

const bundles = async (language: Language, wanted: readonly Namespace[]): Promise<Record<string, object>> =>
  Object.fromEntries(
    await Promise.all(wanted.map(async (name) => [name, { ...(await files[language][name]()).default }] as const)),
  )

/** Texts of some namespaces in one language, in the shape i18next takes. */
export const loadTexts = async (language: Language, wanted: readonly Namespace[]): Promise<Resource> => ({
  [language]: { ...(await bundles(language, wanted)) },
})

const translators = new Map<Language, Promise<TFunction<Namespace[]>>>()

/**
 * Translates on the server: `(await translator('zh'))('boms:title')`. One immutable instance per language and process;
 * requests share it, so it never changes its language.
 */
export function translator(language: Language): Promise<TFunction<Namespace[]>> {
  let made = translators.get(language)
  if (!made) {
    made = (async () => {
      const instance = createInstance()
      await instance.init({
        lng: language,
        fallbackLng: false,
        resources: await loadTexts(language, namespaces),
        ns: [...namespaces],
        defaultNS: 'common',
        interpolation: { escapeValue: false },
      })
      return instance.getFixedT<Namespace[]>(language, [...namespaces])
    })()
    translators.set(language, made)
  }
  return made
}
