export const errorKinds = ['unauthenticated', 'notFound', 'forbidden', 'conflict', 'invalid', 'tooMany'] as const
export type ErrorKind = (typeof errorKinds)[number]
export type ErrorParams = Readonly<Record<string, string | number>>

/**
 * A refusal the reader is told about. `code` is a key of the `errors` namespace (`<domain>.<reason>`); sentences
 * exist only in `locales/`, because the server does not know who reads.
 */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    readonly params: ErrorParams = {},
  ) {
    super(code)
    this.name = 'DomainError'
  }
}
