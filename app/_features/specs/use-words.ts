'use client'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/app/_lib/format'
import { figuresText } from '@/server/domains/specs/rules/figures-text'
import { requirementKinds, sections, verificationMethods, type Values } from '@/server/domains/specs/rules/requirement'
import type { EditField } from './merge'
import type { Owner } from './types'

/** How the parts of a requirement are called and written in the reader's language. */
export function useWords(
  people: readonly (Owner | Readonly<{ userId: string; displayNameEn: string; displayNameZh: string }>)[] = [],
) {
  const { t } = useTranslation(['specs', 'common'])
  const format = useFormat()
  return useMemo(() => {
    const figureWords = { min: t('specs:figure.min'), typ: t('specs:figure.typ'), max: t('specs:figure.max') }
    const person = (id: string | null): string => {
      const found = people.find((each) => ('id' in each ? each.id : each.userId) === id)
      return found ? format.person(found) : ''
    }
    return {
      figures: (values: Values) => figuresText(values, figureWords),
      person,
      /** What stands in a field, as a reader says it; empty text stays empty. */
      valueIn: (field: EditField, raw: string): string => {
        switch (field) {
          case 'section': {
            const section = sections.find((each) => each === raw)
            return section ? t(`specs:section.${section}`) : raw
          }
          case 'kind': {
            const kind = requirementKinds.find((each) => each === raw)
            return kind ? t(`specs:kind.${kind}`) : raw
          }
          case 'verification': {
            const method = verificationMethods.find((each) => each === raw)
            return method ? t(`specs:verification.${method}`) : raw
          }
          case 'critical':
            return t(raw === 'yes' ? 'specs:requirement.yes' : 'specs:requirement.no')
          case 'owner':
            return raw === '' ? '' : person(raw) || raw
          case 'title.source':
          case 'text.source':
          case 'condition.source':
            return raw === 'zh' ? t('common:language.zh') : t('common:language.en')
          default:
            return raw
        }
      },
    }
  }, [t, format, people])
}
