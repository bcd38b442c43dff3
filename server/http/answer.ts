import type { ServerResponse } from 'node:http'

/** Answers with JSON and ends. Does nothing where an answer has already begun. */
export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  if (res.headersSent || res.writableEnded) return
  const text = JSON.stringify(body)
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  })
  res.end(text)
}

/** A refusal the way every route of ours words it: a code of the `errors` namespace, never a sentence. */
export function refuse(
  res: ServerResponse,
  status: number,
  code: string,
  params: Record<string, string | number> = {},
) {
  if (status === 413 || status === 408) res.setHeader('connection', 'close')
  sendJson(res, status, { error: { code, params } })
}
