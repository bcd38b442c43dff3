import { wire, type Sent } from './wire'

/** Where procedures answer. */
export const endpoint = '/api/trpc'

/** Some proxies refuse longer addresses; a question that is longer by itself is asked all the same. */
const longestUrl = 4_000

/** A procedure refused. `data` is what `formatError` of the server says of it. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly data: unknown,
  ) {
    super(message)
    this.name = 'Refusal'
  }
}

/** Asks a procedure to change something. Rejects with a `Refusal`, or with the browser's error when nothing answered. */
export async function mutate(path: string, input: unknown, signal?: AbortSignal): Promise<unknown> {
  const answer = await fetch(`${endpoint}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wire.serialize(input)),
    ...(signal ? { signal } : {}),
  })
  return resultOf(await answer.json())
}

type Question = Readonly<{
  path: string
  sent: Sent
  resolve: (answer: unknown) => void
  reject: (error: unknown) => void
}>
let asked: Question[] = []

/** Asks a procedure. What is asked in one turn travels together; rejects as `mutate` does. */
export const query = (path: string, input: unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    if (asked.length === 0) setTimeout(send)
    asked.push({ path, sent: wire.serialize(input), resolve, reject })
  })

function send(): void {
  let together: Question[] = []
  for (const question of asked.splice(0)) {
    if (together.length > 0 && urlOf([...together, question]).length > longestUrl) {
      void askTogether(together)
      together = []
    }
    together.push(question)
  }
  void askTogether(together)
}

const urlOf = (questions: readonly Question[]): string => {
  const inputs = Object.fromEntries(questions.map(({ sent }, index) => [index, sent]))
  const names = questions.map(({ path }) => path).join()
  return `${endpoint}/${names}?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`
}

async function askTogether(questions: readonly Question[]): Promise<void> {
  try {
    const answer = await fetch(urlOf(questions))
    const answers: unknown = await answer.json()
    questions.forEach(({ resolve, reject }, index) => {
      try {
        // A refusal of all at once is no list.
        resolve(resultOf(Array.isArray(answers) ? answers[index] : answers))
      } catch (error) {
        reject(error)
      }
    })
  } catch (error) {
    questions.forEach(({ reject }) => reject(error))
  }
}

type Answer = Readonly<{ result?: { data?: Sent }; error?: Sent }>
const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && ('result' in value || 'error' in value)

function resultOf(answer: unknown): unknown {
  if (!isAnswer(answer)) throw new Error('not an answer of ours')
  if (answer.error) throw refusalOf(wire.deserialize(answer.error))
  return answer.result?.data && wire.deserialize(answer.result.data)
}

function refusalOf(shape: unknown): Error {
  if (typeof shape !== 'object' || shape === null || !('message' in shape)) return new Error('not a refusal of ours')
  return new Refusal(String(shape.message), 'data' in shape ? shape.data : undefined)
}
