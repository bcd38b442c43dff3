'use client'
import { useTranslation } from 'react-i18next'
import type { PromotionRefusal } from '@/server/domains/firmware/rules/promotion'
import type { Finding } from '@/server/domains/firmware/formats/findings'

type Said = Readonly<{ code: string; params: Readonly<Record<string, string | number>> }>

/** Words for what stands against a build, as for the refusal of the same code. */
export function useRefusalText(): (refusal: PromotionRefusal) => string {
  const { i18n } = useTranslation(['errors', 'firmware'])
  return ({ code, params }: Said) => i18n.t(`errors:firmware.${code}` as 'errors:firmware.unsigned', { ...params })
}

/** Words for what a reader found in a file. */
export function useFindingText(): (finding: Finding) => string {
  const { i18n } = useTranslation('firmware')
  return ({ code, params }: Said) => i18n.t(`firmware:message.${code}` as 'firmware:message.FW-E001', { ...params })
}
