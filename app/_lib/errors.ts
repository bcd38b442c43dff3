'use client'
import { useTranslation } from 'react-i18next'
import type { AppRouter } from '@/server/trpc/root'
import type { TRPCClientErrorLike } from '@trpc/client'

type Failure = TRPCClientErrorLike<AppRouter>
const isFailure = (error: unknown): error is Failure =>
  typeof error === 'object' && error !== null && 'message' in error && 'data' in error

/**
 * What went wrong, in the reader's language. Codes of the server are keys of the `errors` namespace; a lost connection
 * and a fault of ours each have their sentence.
 */
export function useErrorText(): (error: unknown) => string {
  const { t, i18n } = useTranslation('errors')
  return (error) => {
    if (!isFailure(error) || !error.data) return t('common.offline')
    const code = error.data.domain?.code ?? error.message
    if (!i18n.exists(`errors:${code}`)) return t('common.unexpected')
    // The code comes from the server; whether it is a key is checked above.
    return i18n.t(`errors:${code}` as 'errors:common.unexpected', { ...error.data.domain?.params })
  }
}

/** Messages by field for a form: `{ email: 'people.emailInvalid' }`, each a key of `errors`. */
export function useFieldErrors(): (error: unknown) => Record<string, string> {
  const { i18n } = useTranslation('errors')
  return (error) => {
    if (!isFailure(error) || !error.data?.fields) return {}
    return Object.fromEntries(
      error.data.fields.map(({ path, message }) => [
        path,
        i18n.exists(`errors:${message}`)
          ? i18n.t(`errors:${message}` as 'errors:common.unexpected')
          : i18n.t('errors:common.fieldInvalid'),
      ]),
    )
  }
}
