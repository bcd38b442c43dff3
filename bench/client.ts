import { Agent, request } from 'node:http'
import superjson from 'superjson'

export type Answer = Readonly<{ status: number; body: Buffer; headers: Readonly<Record<string, unknown>> }>

/** A client of one server over kept connections, as one signed-in person. Every status over 399 is an error. */
export function clientOf(port: number, cookie = '') {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const origin = `http://localhost:${port}`

  const ask = (path: string, body?: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const outgoing = request(
        { host: '127.0.0.1', port, path, agent, method: body === undefined ? 'GET' : 'POST' },
        (res) => {
          const chunks: Buffer[] = []
          res.on('data', (chunk: Buffer) => chunks.push(chunk))
          res.on('error', reject)
          res.on('end', () => {
            const answer = { status: res.statusCode ?? 0, body: Buffer.concat(chunks), headers: res.headers }
            if (answer.status < 400) resolve(answer)
            else reject(new Error(`${path}: ${answer.status} ${answer.body.toString().slice(0, 400)}`))
          })
        },
      )
      outgoing.on('error', (error: Error & { code?: string }) => {
        // The server had just closed a connection that lay idle while something long was measured.
        if (outgoing.reusedSocket && error.code === 'ECONNRESET') ask(path, body, headers).then(resolve, reject)
        else reject(error)
      })
      outgoing.setHeader('host', `localhost:${port}`)
      outgoing.setHeader('origin', origin)
      if (cookie !== '') outgoing.setHeader('cookie', cookie)
      for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value)
      if (body !== undefined) outgoing.setHeader('content-length', Buffer.byteLength(body))
      outgoing.end(body)
    })

  const queryPath = (path: string, input?: unknown) =>
    `/api/trpc/${path}?input=${encodeURIComponent(superjson.stringify(input))}`
  return {
    ask,
    queryPath,
    query: async (path: string, input?: unknown) => dataOf(await ask(queryPath(path, input))),
    mutate: async (path: string, input?: unknown) =>
      dataOf(await ask(`/api/trpc/${path}`, superjson.stringify(input), { 'content-type': 'application/json' })),
    close: () => agent.destroy(),
  }
}
export type Client = ReturnType<typeof clientOf>

const dataOf = ({ body }: Answer): unknown => superjson.deserialize(JSON.parse(body.toString()).result.data)
