import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

const directives = (nonce: string, dev: boolean) => [
  `default-src 'self'`,
  `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? ` 'unsafe-eval'` : ''}`,
  `style-src 'self' 'nonce-${nonce}'`,
  // The development server injects its style sheets without a nonce.
  `style-src-elem 'self' ${dev ? `'unsafe-inline'` : `'nonce-${nonce}'`}`,
  // React writes `style` attributes into the HTML; they cannot load or run anything.
  `style-src-attr 'unsafe-inline'`,
  `img-src 'self' blob: data:`,
  `font-src 'self'`,
  `connect-src 'self'`,
  `worker-src 'self' blob:`,
  `object-src 'none'`,
  `base-uri 'none'`,
  `form-action 'self'`,
  `frame-ancestors 'none'`,
]

/** Headers for every answer. `secure`: people reach us by https only, and their browsers are told to keep it so. */
export function setSecureHeaders(res: ServerResponse, secure: boolean): void {
  res.setHeader('x-content-type-options', 'nosniff')
  res.setHeader('referrer-policy', 'strict-origin-when-cross-origin')
  res.setHeader(
    'permissions-policy',
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  )
  res.setHeader('cross-origin-opener-policy', 'same-origin')
  res.setHeader('cross-origin-resource-policy', 'same-origin')
  res.setHeader('x-frame-options', 'DENY')
  if (secure) res.setHeader('strict-transport-security', 'max-age=63072000; includeSubDomains')
}

/**
 * A fresh nonce for one page: on the request, where the renderer looks for it and `x-nonce` hands it to our own
 * components, and in the policy the browser gets.
 */
export function setContentPolicy(req: IncomingMessage, res: ServerResponse, dev: boolean): void {
  const nonce = randomBytes(16).toString('base64')
  const policy = directives(nonce, dev).join('; ')
  req.headers['content-security-policy'] = policy
  req.headers['x-nonce'] = nonce
  res.setHeader('content-security-policy', policy)
}

/** Answers of the API are data: they may load nothing and are never kept by a shared cache. */
export function setDataPolicy(res: ServerResponse): void {
  res.setHeader('content-security-policy', `default-src 'none'; frame-ancestors 'none'; sandbox`)
  res.setHeader('cache-control', 'private, no-store')
}
