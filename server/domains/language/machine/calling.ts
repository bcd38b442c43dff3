import type { Log } from '@/server/platform/log'
import type { TranslationProvider } from '@/server/platform/translation-settings'

/** Why a machine gave no translation; each is a sentence of the `errors` namespace (`language.machine…`). */
export type MachineFault = 'machineUnreachable' | 'machineRefused' | 'machineQuota' | 'machineUnusable'
export class MachineFailure extends Error {
  constructor(readonly fault: MachineFault) {
    super(fault)
    this.name = 'MachineFailure'
  }
}

export type Call = Readonly<{
  provider: TranslationProvider
  url: string
  headers: Readonly<Record<string, string>>
  body: string
}>
/** How long one attempt may take, how many there are, and how long to wait between them, in milliseconds. */
export type Patience = Readonly<{ timeout: number; attempts: number; pause: number }>
export const usualPatience: Patience = { timeout: 15_000, attempts: 3, pause: 400 }
const longestPause = 5_000
const longestAnswer = 400_000

/**
 * Posts and returns the JSON of the answer. What passes (no connection, too busy, a fault over there) is tried again,
 * after the wait the service asks for. Nothing of the request is logged: neither key nor text.
 */
export async function callMachine(
  { provider, url, headers, body }: Call,
  log: Log,
  patience = usualPatience,
): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    const last = attempt >= patience.attempts
    const answer = await post(url, headers, body, patience.timeout)
    if (answer === null) {
      log.warn({ provider, attempt }, 'translation service not reached')
      if (last) throw new MachineFailure('machineUnreachable')
      await pause(patience.pause * 2 ** (attempt - 1))
      continue
    }
    if (answer.status === 200) return parsed(answer.text)
    log.warn({ provider, attempt, status: answer.status }, 'translation service refused')
    const busy = answer.status === 429 || answer.status >= 500
    if (busy && !last) {
      await pause(Math.min(longestPause, answer.retryAfter ?? patience.pause * 2 ** (attempt - 1)))
      continue
    }
    throw new MachineFailure(faultOf(answer.status))
  }
}

function faultOf(status: number): MachineFault {
  if (status === 401 || status === 403) return 'machineRefused'
  // 456 is how DeepL says that the plan is used up.
  if (status === 429 || status === 456 || status === 402) return 'machineQuota'
  return status >= 500 ? 'machineUnreachable' : 'machineUnusable'
}

async function post(url: string, headers: Readonly<Record<string, string>>, body: string, timeout: number) {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    })
    const text = await readAtMost(answer, longestAnswer)
    const after = Number(answer.headers.get('retry-after'))
    return { status: answer.status, text, retryAfter: after > 0 ? after * 1_000 : null }
  } catch {
    return null
  }
}

async function readAtMost(answer: Response, most: number): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > most) throw new Error('too long')
  }
  return text + decoder.decode()
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new MachineFailure('machineUnusable')
  }
}

const pause = (milliseconds: number) => new Promise((resume) => setTimeout(resume, milliseconds))
