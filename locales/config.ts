import type { Language } from '@/server/kernel/bilingual'

/** One namespace per domain, plus what is shared. */
export const namespaces = [
  'common',
  'errors',
  'people',
  'orgs',
  'products',
  'boms',
  'bomImport',
  'bomRevisions',
  'designReading',
  'threads',
  'language',
  'apiTokens',
  'attachments',
  'designFiles',
  'designViewer',
  'releases',
  'specs',
  'search',
  'gates',
  'parts',
  'firmware',
  'flashing',
  'changes',
  'notifications',
  'calendars',
  'mails',
  'audit',
] as const
export type Namespace = (typeof namespaces)[number]

/** BCP 47 tag for `lang` attributes and Intl. */
export const languageTags: Record<Language, string> = { en: 'en-US', zh: 'zh-CN' }
