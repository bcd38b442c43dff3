import { say } from './say.mjs'

/** Ends the command with one sentence. `code` is a name in the `failures` group of locales/<language>/cli.json. */
export class Refusal extends Error {
  constructor(code, params = {}) {
    super(say(`failures.${code}`, params))
    this.name = 'Refusal'
  }
}

/** File-system refusals inside the checkout as sentences; anything else as it came. */
export function checkoutFailure(error, path) {
  if (error?.code === 'ENOSPC' || error?.code === 'EDQUOT') return new Refusal('diskFull', { path })
  if (['EACCES', 'EPERM', 'EROFS'].includes(error?.code)) return new Refusal('checkoutUnwritable', { path })
  return error
}
