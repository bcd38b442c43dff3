'use client'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { SheetField } from '@/server/domains/specs/exchange/sheet-fields'

/** How a column of requirements is called in the reader's language. */
export function useColumnName(): (field: SheetField) => string {
  const { t } = useTranslation('specs')
  return useCallback(
    (field) => (field === 'code' ? t('doc.column.code') : field === 'id' ? t('sheet.column.id') : t(`field.${field}`)),
    [t],
  )
}
