'use client'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/app/_lib/format'
import { useViewer } from '@/app/_lib/viewer'
import { languageTags } from '@/locales/config'
import type { AuditEntry, Names } from '@/server/domains/audit/queries/read-entries'

/** Where the words of a parameter's values live, tried in order; other values are said as they are. */
const vocabularies: Readonly<Record<string, readonly string[]>> = {
  phase: ['products:phase'],
  from: ['products:phase', 'common:role', 'common:language'],
  to: ['products:phase', 'common:role', 'common:language'],
  role: ['common:role'],
  kind: ['common:orgKind'],
  language: ['common:language'],
  grants: ['products:grant'],
  added: ['products:grant'],
  removed: ['products:grant'],
  fields: ['audit:field'],
  field: ['audit:field'],
  provider: ['audit:provider'],
  outcome: ['audit:outcome'],
  channel: ['audit:firmwareChannel'],
  against: ['audit:against'],
  cause: ['audit:cause'],
}

/** `org` only where it is not the reader's own. */
type Sentence = Readonly<{ who: string; org: string; what: string; reason: string }>

/**
 * An entry in the reader's language: who, and what they did. Entries hold codes and parameters only; ids of people and
 * organisations are said by name, bilingual names in the reader's language, values of lists in words.
 */
export function useSentence(names: Names): (entry: AuditEntry) => Sentence {
  const { t, i18n } = useTranslation(['audit', 'products', 'common'])
  const { locale } = useFormat()
  const { org: own } = useViewer()
  const list = new Intl.ListFormat(languageTags[locale], { type: 'conjunction' })
  const word = (param: string, value: unknown): string => {
    if (Array.isArray(value)) return value.length === 0 ? '–' : list.format(value.map((each) => word(param, each)))
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    const found = (vocabularies[param] ?? [])
      .map((space) => `${space}.${text}`)
      .find((key) => text !== '' && i18n.exists(key))
    // Which key it is comes from the entry; that it exists was checked.
    return found === undefined ? (names[text]?.[locale] ?? text) : i18n.t(found as 'audit:title')
  }
  return (entry) => {
    const { params, action, subjectId, actorUserId } = entry
    const [nameEn, nameZh] = [params['nameEn'], params['nameZh']].map((name) => (typeof name === 'string' ? name : ''))
    const said: Record<string, string | number> = {
      subjectName: names[subjectId]?.[locale] ?? '',
      name: (locale === 'zh' ? nameZh || nameEn : nameEn || nameZh) ?? '',
    }
    for (const [param, value] of Object.entries(params)) {
      said[param] = typeof value === 'number' ? value : word(param, value)
      if (param.endsWith('Id') && typeof value === 'string') said[param.slice(0, -2)] = names[value]?.[locale] ?? ''
      if (Array.isArray(value)) said[`${param}Count`] = value.length
    }
    // A partner is known by name, by the address it was invited at, or only by the link it was handed.
    said['partner'] ||= said['partnerOrg'] || said['email'] || t('byLink')
    const key = `audit:action.${action}`
    const what = i18n.exists(key) ? i18n.t(key as 'audit:title', said) : action
    const actor = actorUserId === null ? t('system') : (names[actorUserId]?.[locale] ?? t('someone'))
    const other = entry.actorOrgId !== null && entry.actorOrgId !== own?.id ? entry.actorOrgId : ''
    return {
      who: actor,
      org: names[other]?.[locale] ?? '',
      // A parameter that an older entry does not have leaves a gap rather than its name in braces.
      what: what.replace(/\s*\{\{[^}]*\}\}/g, '').replace(/\s{2,}/g, ' '),
      reason: typeof params['reason'] === 'string' ? params['reason'] : '',
    }
  }
}
