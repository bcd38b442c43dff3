import type { TFunction } from 'i18next'
import type { Namespace } from '@/locales/config'
import type { MessageCode, MessageParams } from '../importing/messages'

/** The sentence of an importer's message in the language of `t`. */
export const messageText = (t: TFunction<Namespace[]>, code: MessageCode, params: MessageParams): string =>
  t(`bomImport:message.${code}`, params)
