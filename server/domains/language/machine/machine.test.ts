import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createLog } from '@/server/platform/log'
import { readTranslationUrl, type TranslationSettings } from '@/server/platform/translation-settings'
import type { Language } from '@/server/kernel/bilingual'
import type { Term } from '../glossary/term'
import { termsIn } from '../glossary/terms-in'
import { translateWith, type MachineRequest } from './machines'
import { cutLine, marked, unmarked } from './pieces'

type Got = Readonly<{ url: string; headers: IncomingMessage['headers']; body: string }>
type Answer = Readonly<{ status?: number; headers?: Record<string, string>; body?: unknown; raw?: string; hang?: true }>

const servers: Server[] = []
afterEach(() =>
  Promise.all(
    servers.splice(0).map((server) => new Promise((closed) => (server.closeAllConnections(), server.close(closed)))),
  ),
)

/** A service on this machine that answers one thing after another, the last one for good, and remembers what it was asked. */
async function standIn(answer: (got: Got, call: number) => Answer): Promise<{ host: string; asked: Got[] }> {
  const asked: Got[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const got = { url: request.url ?? '', headers: request.headers, body }
      asked.push(got)
      const { status = 200, headers = {}, body: said, raw, hang } = answer(got, asked.length)
      if (hang) return
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(raw ?? JSON.stringify(said ?? {}))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  servers.push(server)
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

const settingsOf = (url: string): TranslationSettings => {
  const settings = readTranslationUrl(url)
  if (!settings) throw new Error(`not an address of a translation service: ${url}`)
  return settings
}
const terms: Term[] = [{ en: 'battery pack', zh: '电池包', locked: true, origin: 'own' }]
const request = (text: string, from: Language = 'en'): MachineRequest => {
  const to = from === 'en' ? 'zh' : 'en'
  return {
    lines: text.split('\n').map((line) => cutLine(line, to, termsIn(line, from, terms))),
    from,
    to,
    hints: [{ source: 'battery pack', target: '电池包' }],
  }
}
const quick = { timeout: 400, attempts: 3, pause: 1 }
const log = createLog('silent')
const ask = (url: string, asked: MachineRequest, given = log) => translateWith(settingsOf(url), asked, given, quick)

describe('what a machine may not touch', () => {
  test.each([
    ['Pull at ±0.05 mm and 50 N', ['±0.05', '50']],
    ['GRM155R71C104KA88D at C1-C4, IP67, 3.3V', ['GRM155R71C104KA88D', 'C1-C4', 'IP67', '3.3']],
    ['See https://example.com/a?b=1, then UN38.3', ['https://example.com/a?b=1,', 'UN38.3']],
    ['≥10,000 次，5毫米', ['≥10,000', '5']],
    ['plain words', []],
  ])('%s', (text, expected) => {
    expect(cutLine(text, 'zh', []).flatMap((piece) => (piece.kind === 'free' ? [] : [piece.source]))).toEqual(expected)
  })
  test('marks come back each once, or the answer counts as lost', () => {
    const pieces = cutLine('5 mm of battery pack', 'zh', termsIn('5 mm of battery pack', 'en', terms))
    expect(marked(pieces)).toBe('⟦0⟧ mm of ⟦2⟧')
    expect(unmarked('⟦2⟧的 ⟦ 0 ⟧ mm', pieces)).toBe('电池包的 5 mm')
    for (const wrong of ['⟦2⟧ mm', '⟦0⟧⟦0⟧⟦2⟧', '⟦0⟧⟦2⟧⟦7⟧', '⟦1⟧⟦0⟧⟦2⟧']) expect(unmarked(wrong, pieces)).toBeNull()
  })
})

test('DeepL: elements that are ignored hold figures and agreed terms; markup in the text is text', async () => {
  const { host, asked } = await standIn((got) => ({
    body: {
      translations: (JSON.parse(got.body) as { text: string[] }).text.map((text) => ({
        text: text.replace('Charge the', '将').replace('for', '充电').replace('&amp; rest', '&amp; 休息'),
      })),
    },
  }))
  const translated = await ask(
    `deepl+http://key:fx@${host}`,
    request('Charge the battery pack for 90 min\n\n& rest <5 s'),
  )
  expect(translated).toBe('将 电池包 充电 90 min\n\n& 休息 <5 s')
  expect(asked[0]?.url).toBe('/v2/translate')
  expect(asked[0]?.headers.authorization).toBe('DeepL-Auth-Key key:fx')
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
    text: ['Charge the <x id="1">电池包</x> for <x id="3">90</x> min', '&amp; rest <x id="1">&lt;5</x> s'],
    source_lang: 'EN',
    target_lang: 'ZH-HANS',
    tag_handling: 'xml',
    ignore_tags: ['x'],
    preserve_formatting: true,
  })
})

test('Azure: the dynamic dictionary for terms, no translation for figures', async () => {
  const { host, asked } = await standIn((got) => ({
    body: (JSON.parse(got.body) as { Text: string }[]).map(({ Text }) => ({
      translations: [
        {
          to: 'zh-Hans',
          text: Text.replace(/<mstrans:dictionary translation="([^"]+)">[^<]*<\/mstrans:dictionary>/g, '$1').replace(
            'Charge the',
            '充电',
          ),
        },
      ],
    })),
  }))
  expect(await ask(`azure+http://secret@${host}?region=eastus`, request('Charge the battery pack 90 min'))).toBe(
    '充电 电池包 90 min',
  )
  expect(asked[0]?.url).toBe('/translate?api-version=3.0&textType=html&from=en&to=zh-Hans')
  expect(asked[0]?.headers).toMatchObject({
    'ocp-apim-subscription-key': 'secret',
    'ocp-apim-subscription-region': 'eastus',
  })
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual([
    {
      Text: 'Charge the <mstrans:dictionary translation="电池包">battery pack</mstrans:dictionary> <span class="notranslate" id="3">90</span> min',
    },
  ])
})

test('Baidu: signed, one line for a line, faults inside a good answer', async () => {
  const { host, asked } = await standIn((got) => {
    const q = new URLSearchParams(got.body).get('q') ?? ''
    if (!q.includes('\n')) return { body: { error_code: '54004', error_msg: 'Please recharge' } }
    return {
      body: {
        from: 'en',
        to: 'zh',
        trans_result: q.split('\n').map((src) => ({ src, dst: src.replace('Use', '使用') })),
      },
    }
  })
  expect(await ask(`baidu+http://app:secret@${host}`, request('Use 5 mm\nUse battery pack'))).toBe(
    '使用 5 mm\n使用 电池包',
  )
  const sent = new URLSearchParams(asked[0]?.body)
  const { q, salt, sign, ...rest } = Object.fromEntries(sent)
  expect(rest).toEqual({ appid: 'app', from: 'en', to: 'zh' })
  expect(sign).toBe(
    createHash('md5')
      .update(`app${q ?? ''}${salt ?? ''}secret`)
      .digest('hex'),
  )
  await expect(ask(`baidu+http://app:secret@${host}`, request('Use 5 mm'))).rejects.toMatchObject({
    fault: 'machineQuota',
  })
})

test('chat completions: terms in the rules, the text fenced, marks for figures', async () => {
  const { host, asked } = await standIn((got) => {
    const { messages } = JSON.parse(got.body) as { messages: { content: string }[] }
    const text = /<text>\n([\s\S]*)\n<\/text>/.exec(messages[1]?.content ?? '')?.[1] ?? ''
    return {
      body: { choices: [{ message: { role: 'assistant', content: `${text.replaceAll('Charge', '充电')}\n` } }] },
    }
  })
  expect(await ask(`openai+http://key@${host}/v1?model=small`, request('Charge battery pack\nCharge 90 min'))).toBe(
    '充电 电池包\n充电 90 min',
  )
  expect(asked[0]?.url).toBe('/v1/chat/completions')
  expect(asked[0]?.headers.authorization).toBe('Bearer key')
  const sent = JSON.parse(asked[0]?.body ?? '') as {
    model: string
    temperature: number
    messages: { content: string }[]
  }
  expect(sent).toMatchObject({ model: 'small', temperature: 0 })
  expect(sent.messages[0]?.content).toContain('battery pack = 电池包')
  expect(sent.messages[1]?.content).not.toContain('90')
})

describe('when the service', () => {
  const good = { body: { translations: [{ text: '好' }] } }
  const url = (host: string) => `deepl+http://key@${host}`
  test('is busy, it is asked again', async () => {
    const { host, asked } = await standIn((_, call) =>
      call < 3 ? { status: 429, headers: { 'retry-after': '0.01' } } : good,
    )
    expect(await ask(url(host), request('good'))).toBe('好')
    expect(asked).toHaveLength(3)
  })
  test.each([
    [{ status: 503 }, 'machineUnreachable', 3],
    [{ status: 403 }, 'machineRefused', 1],
    [{ status: 456 }, 'machineQuota', 1],
    [{ status: 429 }, 'machineQuota', 3],
    [{ status: 400 }, 'machineUnusable', 1],
    [{ raw: '<html>' }, 'machineUnusable', 1],
    [{ body: { translations: 'none' } }, 'machineUnusable', 1],
    [{ hang: true }, 'machineUnreachable', 3],
    [{ status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'machineUnreachable', 3],
    [{ raw: `"${'x'.repeat(500_000)}"` }, 'machineUnreachable', 3],
  ] as const)('answers %o, it is %s after %i attempts', async (answer, fault, attempts) => {
    const { host, asked } = await standIn(() => answer)
    await expect(ask(url(host), request('good'))).rejects.toMatchObject({ fault })
    expect(asked).toHaveLength(attempts)
  })
  test('is not there, nothing of key or text is logged', async () => {
    const lines: string[] = []
    const told = createLog('trace', { write: (line: string) => void lines.push(line) })
    await expect(
      ask('deepl+http://topsecretkey@127.0.0.1:9', request('a private sentence'), told),
    ).rejects.toMatchObject({ fault: 'machineUnreachable' })
    expect(lines).toHaveLength(3)
    expect(lines.join('')).not.toMatch(/topsecretkey|private/)
  })
  test('loses a mark, there is no translation', async () => {
    const { host } = await standIn(() => ({ body: { translations: [{ text: '五毫米' }] } }))
    expect(await ask(url(host), request('5 mm'))).toBeNull()
  })
})

describe('the address of a service', () => {
  test.each([
    ['deepl://a:fx@api-free.deepl.com', { provider: 'deepl', endpoint: 'https://api-free.deepl.com', apiKey: 'a:fx' }],
    ['azure://k%2Fey@host.example?region=chinaeast2', { provider: 'azure', apiKey: 'k/ey', region: 'chinaeast2' }],
    ['baidu://app:secret@fanyi-api.baidu.com', { provider: 'baidu', appId: 'app', apiKey: 'secret' }],
    [
      'openai+http://localhost:11434/v1/?model=qwen',
      { provider: 'openai', endpoint: 'http://localhost:11434/v1', apiKey: '', model: 'qwen' },
    ],
  ])('%s', (url, expected) => expect(readTranslationUrl(url)).toMatchObject(expected))
  test.each([
    'https://api.deepl.com',
    'deepl://api.deepl.com',
    'baidu://app@host',
    'openai://key@host/v1',
    'azure://',
    'google://key@host',
    '',
  ])('refuses “%s”', (url) => expect(readTranslationUrl(url)).toBeNull())
})
