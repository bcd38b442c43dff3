'use client'
import { useTranslation } from 'react-i18next'
import { fieldKinds, type SheetField } from '@/server/domains/parts/exchange/sheet-fields'
import { alternateStates, complianceStates, partLifecycles } from '@/server/domains/parts/lifecycle'
import { partKinds } from '@/server/domains/parts/rules/limits'

/** A cell of a sheet in the reader's language where it is one of a few words, else as it stands. */
export function useCellText(): (field: SheetField, text: string) => string {
  const { t } = useTranslation('parts')
  return (field, text) => {
    switch (fieldKinds[field]) {
      case 'kind': {
        const kind = partKinds.find((each) => each === text)
        return kind === undefined || kind === '' ? text : t(`kind.${kind}`)
      }
      case 'lifecycle': {
        const state = partLifecycles.find((each) => each === text)
        return state === undefined ? text : t(`lifecycle.${state}`)
      }
      case 'compliance': {
        const state = complianceStates.find((each) => each === text)
        return state === undefined ? text : t(`compliance.${state}`)
      }
      case 'status': {
        const state = alternateStates.find((each) => each === text)
        return state === undefined ? text : t(`status.${state}`)
      }
      default:
        return text
    }
  }
}
