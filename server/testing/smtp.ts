import { createServer, type Socket } from 'node:net'

export type TakenMail = Readonly<{ from: string; to: string; source: string; header: (name: string) => string }>

/** A mail server of a few lines: takes everything, or answers what it is told to. */
export async function testMailServer() {
  const taken: TakenMail[] = []
  /** Answers to `RCPT TO`, one per attempt, before it takes mail again. */
  const refusals: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    let [from, to, data, buffer] = ['', '', null as string[] | null, '']
    const say = (line: string) => socket.write(`${line}\r\n`)
    const hear = (line: string) => {
      if (data !== null) {
        if (line !== '.') return void data.push(line.replace(/^\./, ''))
        const source = data.join('\r\n')
        data = null
        taken.push({ from, to, source, header: (name) => headerOf(source, name) })
        return say('250 taken')
      }
      const verb = line.split(/[ :]/)[0]?.toUpperCase()
      if (verb === 'EHLO') return say('250-test\r\n250 SMTPUTF8')
      if (verb === 'MAIL') from = /<(.*?)>/.exec(line)?.[1] ?? ''
      if (verb === 'RCPT') {
        const refusal = refusals.shift()
        if (refusal) return say(refusal)
        to = /<(.*?)>/.exec(line)?.[1] ?? ''
      }
      if (verb === 'DATA') {
        data = []
        return say('354 go on')
      }
      if (verb === 'QUIT') return void socket.end('221 bye\r\n')
      say('250 ok')
    }
    say('220 test')
    socket.on('data', (chunk) => {
      buffer += chunk.toString('utf8')
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        hear(line)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    refusals,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

function headerOf(source: string, name: string): string {
  const head = source.slice(0, source.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  const line = head.split('\r\n').find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`))
  return line?.slice(name.length + 1).trim() ?? ''
}

/** The decoded text or HTML part of a message, with plain line ends. */
export const partOf = (source: string, type: 'text/plain' | 'text/html'): string =>
  decodePart(source, type).replaceAll('\r\n', '\n')

function decodePart(source: string, type: 'text/plain' | 'text/html'): string {
  const at = source.indexOf(`Content-Type: ${type}`)
  const start = source.indexOf('\r\n\r\n', at) + 4
  const head = source.slice(at, start)
  const body = source.slice(start).split(/\r\n--/)[0] ?? ''
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8')
  if (!/quoted-printable/i.test(head)) return body
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
