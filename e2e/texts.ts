import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInstance, type TFunction } from 'i18next'
import { projectRoot } from '@/db/root'
import { namespaces, type Namespace } from '@/locales/config'
import { languages, type Language } from '@/server/kernel/bilingual'

function speaker(language: Language): TFunction<Namespace[]> {
  const read = (name: Namespace): object =>
    JSON.parse(readFileSync(join(projectRoot(), 'locales', language, `${name}.json`), 'utf8'))
  const i18n = createInstance()
  void i18n.init({
    lng: language,
    fallbackLng: false,
    initAsync: false,
    resources: { [language]: Object.fromEntries(namespaces.map((name) => [name, read(name)])) },
    ns: [...namespaces],
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  })
  return i18n.getFixedT<Namespace[]>(language, [...namespaces])
}

/** What the product says, by language, so that a journey finds a button in either by its key. */
export const texts: Record<Language, TFunction<Namespace[]>> = { en: speaker('en'), zh: speaker('zh') }
export { languages, type Language }
