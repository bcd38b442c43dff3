'use client'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageCode, MessageParams } from '@/server/domains/boms/importing/messages'

/** The sentence of an importer's message in the reader's language. */
export function useMessageText(): (code: MessageCode, params: MessageParams) => string {
  const { t } = useTranslation(['bomImport'])
  return useCallback((code, params) => t(`bomImport:message.${code}`, params), [t])
}
