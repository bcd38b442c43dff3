import { translator } from '@/locales/translator'
import type { Language } from '@/server/kernel/bilingual'
import type { ExportWords } from './columns'

/** What an export writes, in one language. The importer reads all of it back. */
export async function exportWords(language: Language): Promise<ExportWords> {
  const t = await translator(language)
  return {
    heading: (column) => t(`boms:export.heading.${column}`),
    yes: t('boms:export.yes'),
    no: t('boms:export.no'),
    asRequired: t('boms:export.asRequired'),
    usage: (usage) => t(`boms:export.usage.${usage}`),
    brand: t('boms:export.brand'),
    status: (status) => t(`boms:export.status.${status}`),
  }
}
