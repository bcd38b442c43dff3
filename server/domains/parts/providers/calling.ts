import { ProviderFailure, type ProviderFault } from './provider'

export type ProviderCall = Readonly<{
  url: string
  headers?: Readonly<Record<string, string>>
  /** Absent: a GET. */
  body?: string
}>

/** How long one question may take, in milliseconds. Somebody waits for the answer, so nothing is tried twice. */
export const usualTimeout = 10_000
const longestAnswer = 2_000_000

/** Asks a source and returns the JSON of its answer; throws ProviderFailure. Neither keys nor answers are logged. */
export async function callProvider(
  provider: string,
  { url, headers, body }: ProviderCall,
  timeout = usualTimeout,
): Promise<unknown> {
  let answer: { status: number; text: string }
  try {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { accept: 'application/json', ...headers },
      ...(body !== undefined && { body }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    })
    answer = { status: response.status, text: await readAtMost(response) }
  } catch {
    throw new ProviderFailure(provider, 'unreachable')
  }
  if (answer.status < 200 || answer.status > 299) throw new ProviderFailure(provider, faultOf(answer.status))
  try {
    return JSON.parse(answer.text) as unknown
  } catch {
    throw new ProviderFailure(provider, 'unusable')
  }
}

function faultOf(status: number): ProviderFault {
  if (status === 401 || status === 403) return 'refused'
  if (status === 429) return 'busy'
  return status >= 500 ? 'unreachable' : 'unusable'
}

async function readAtMost(answer: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > longestAnswer) throw new Error('too long')
  }
  return text + decoder.decode()
}
