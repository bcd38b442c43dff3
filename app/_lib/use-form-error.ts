'use client'
import { useErrorText, useFieldErrors } from './errors'

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string'
    ? error.message
    : ''

/**
 * Sorts a refusal onto a form: messages by field, and `rest` for what no field can show. `fields` are the form's own
 * names; `codes` send whole-form refusals to the field they are about, by the beginning of their code.
 */
export function useFormError(fields: readonly string[], codes: Readonly<Record<string, string>> = {}) {
  const errorText = useErrorText()
  const fieldErrors = useFieldErrors()
  return (error: unknown): { fields: Record<string, string>; rest: unknown } => {
    if (!error) return { fields: {}, rest: null }
    const found = fieldErrors(error)
    const target = Object.entries(codes).find(([code]) => codeOf(error).startsWith(code))?.[1]
    if (target) return { fields: { [target]: errorText(error) }, rest: null }
    const names = Object.keys(found)
    return { fields: found, rest: names.length > 0 && names.every((name) => fields.includes(name)) ? null : error }
  }
}
