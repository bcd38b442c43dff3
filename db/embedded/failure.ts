import type cli from '@/locales/en/cli.json'

export type FailureCode = `failures.${keyof (typeof cli)['failures']}`
export type FailureParams = Readonly<Record<string, string | number>>

/**
 * Something the person who runs Mortise must mend. `code` is a key of the `cli` namespace: the sentence is said by
 * whoever shows it, in the language of the terminal.
 */
export class OperatorFailure extends Error {
  constructor(
    readonly code: FailureCode,
    readonly params: FailureParams = {},
    options?: ErrorOptions,
  ) {
    super(code, options)
    this.name = 'OperatorFailure'
  }
}

/** The `code` of a Node or PostgreSQL error, or an empty string. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''
}

/** Turns the file system's refusals into sentences; anything else is handed back as it came. */
export function storageFailure(error: unknown, path: string): unknown {
  const code = errorCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new OperatorFailure('failures.diskFull', { path }, { cause: error })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST')
    return new OperatorFailure('failures.dataUnwritable', { path }, { cause: error })
  return error
}
