/** Demo accounts live under this domain, which no mail will ever reach; the sign-in page of a demo offers them. */
export const demoEmailDomain = 'demo.mortise.example'
export const isDemoEmail = (email: string): boolean => email.endsWith(`@${demoEmailDomain}`)

/** Stands in for the address of people whose provider tells none, such as WeChat; `.invalid` never resolves (RFC 2606). */
export const noEmailDomain = 'no-email.invalid'
export const hasNoEmail = (email: string): boolean => email.endsWith(`@${noEmailDomain}`)

/** One spelling per mailbox: trimmed, full-width characters narrowed, lower case. */
export const normalizeEmail = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()

/** Plausible, no more: whether an address works is proven by mail to it. */
export const looksLikeEmail = (email: string): boolean =>
  email.length <= 254 && /^[^\s@"<>(),;:\\]+@[^\s@"<>(),;:\\.]+(\.[^\s@"<>(),;:\\.]+)+$/.test(email)
