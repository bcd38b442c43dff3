'use client'
import { useTranslation } from 'react-i18next'
import { valueFields } from '@/server/domains/specs/rules/requirement'
import type { RedlineField } from '@/server/domains/specs/rules/redline'

/** What a reader calls a field that a redline can change. */
export function useFieldName(): (field: RedlineField) => string {
  const { t } = useTranslation('specs')
  return (field) => {
    const figure = field === 'unit' ? field : valueFields.find((each) => each === field)
    if (figure !== undefined) return t(`field.values.${figure}`)
    return t(`field.${field}` as 'field.title.en')
  }
}
