import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { configuredProviders } from './configured'
import { digiKeyProvider } from './digi-key'
import { fileProvider } from './file'
import { lcscProvider } from './lcsc'
import { mouserProvider } from './mouser'
import { ProviderFailure } from './provider'

type Asked = Readonly<{ method: string; url: URL; headers: IncomingMessage['headers']; body: string }>
type Answers = (asked: Asked, res: ServerResponse) => void

let server: Server
let url: string
let answers: Answers
const asked: Asked[] = []
beforeAll(async () => {
  server = createServer((req, res) => {
    let body = ''
    req.on('data', (chunk: Buffer) => (body += chunk.toString()))
    req.on('end', () => {
      const one = { method: req.method ?? '', url: new URL(req.url ?? '', url), headers: req.headers, body }
      asked.push(one)
      answers(one, res)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  return new Promise((done) => server.close(done))
})
afterEach(() => void (asked.length = 0))

const json =
  (value: unknown, status = 200): Answers =>
  (_, res) => {
    res.writeHead(status, { 'content-type': 'application/json' })
    res.end(JSON.stringify(value))
  }
const now = () => new Date('2026-03-31T00:00:00Z')
const faultOf = async (work: Promise<unknown>) => {
  try {
    return await work
  } catch (error) {
    return error instanceof ProviderFailure ? error.fault : error
  }
}

describe('LCSC', () => {
  const provider = () => lcscProvider({ url, key: 'k', secret: 's' }, now, 300)
  test('is asked with a signature and answers with facts and an offer', async () => {
    answers = json({
      success: true,
      code: 200,
      result: {
        productList: [
          {
            productCode: 'C1525',
            productModel: 'CL05B104KO5NNNC',
            brandNameEn: 'Samsung Electro-Mechanics',
            encapStandard: '0402',
            pdfUrl: 'https://example.com/c.pdf',
            minBuyNumber: 100,
            split: 100,
            productPriceList: [
              { ladder: 100, usdPrice: 0.0021 },
              { ladder: 1000, usdPrice: 0.00170001 },
            ],
          },
        ],
      },
    })
    const [facts] = await provider().find('CL05B104KO5NNNC', 'Samsung')
    expect(facts).toMatchObject({ mpn: 'CL05B104KO5NNNC', package: '0402', datasheet: 'https://example.com/c.pdf' })
    expect(facts?.offers[0]).toMatchObject({
      supplier: 'LCSC',
      sku: 'C1525',
      currency: 'USD',
      moq: '100',
      multiple: '100',
      breaks: [
        { min: '100', micros: '2100' },
        { min: '1000', micros: '1701' },
      ],
    })
    const { searchParams } = asked[0]?.url ?? new URL(url)
    const given = (name: string) => searchParams.get(name) ?? ''
    const signed = `key=k&nonce=${given('nonce')}&secret=s&timestamp=${given('timestamp')}`
    expect(given('signature')).toBe(createHash('sha1').update(signed).digest('hex'))
    expect(given('secret')).toBe('')
    expect(given('keyword')).toBe('CL05B104KO5NNNC')
  })
  test('knows nothing, refuses or is silent', async () => {
    answers = json({ success: true, code: 200, result: { productList: [] } })
    expect(await provider().find('X', '')).toEqual([])
    answers = json({ success: false, code: 401, message: 'bad key' })
    expect(await faultOf(provider().find('X', ''))).toBe('refused')
    answers = json({}, 429)
    expect(await faultOf(provider().find('X', ''))).toBe('busy')
    answers = json({}, 503)
    expect(await faultOf(provider().find('X', ''))).toBe('unreachable')
    answers = (_, res) => res.end('<html>')
    expect(await faultOf(provider().find('X', ''))).toBe('unusable')
    answers = () => undefined
    expect(await faultOf(provider().find('X', ''))).toBe('unreachable')
  })
})

test('Mouser answers with lifecycle, compliance and breaks', async () => {
  answers = json({
    Errors: [],
    SearchResults: {
      Parts: [
        {
          MouserPartNumber: '81-GRM155R71C104KA88',
          ManufacturerPartNumber: 'GRM155R71C104KA88D',
          Manufacturer: 'Murata Electronics',
          LifecycleStatus: 'Not Recommended for New Designs',
          ROHSStatus: 'RoHS Compliant',
          LeadTime: '91 Days',
          Min: '1',
          Mult: '1',
          ProductDetailUrl: 'https://www.mouser.com/x',
          PriceBreaks: [
            { Quantity: 1, Price: '$0.10', Currency: 'USD' },
            { Quantity: 100, Price: '$0.012', Currency: 'USD' },
          ],
        },
      ],
    },
  })
  const [facts] = await mouserProvider({ url, key: 'secret' }, 300).find('GRM155R71C104KA88D', 'Murata')
  expect(facts).toMatchObject({
    lifecycle: 'nrnd',
    rohs: 'compliant',
    offers: [{ sku: '81-GRM155R71C104KA88', leadTimeDays: 91, breaks: [{ micros: '100000' }, { micros: '12000' }] }],
  })
  expect(asked[0]?.url.pathname).toBe('/api/v1/search/partnumber')
  answers = json({ Errors: [{ Code: 'InvalidAuthorization' }], SearchResults: null })
  expect(await faultOf(mouserProvider({ url, key: 'x' }, 300).find('X', ''))).toBe('refused')
})

test('Digi-Key is asked for a token first and answers per packaging', async () => {
  answers = (one, res) =>
    one.url.pathname === '/v1/oauth2/token'
      ? json({ access_token: 't0k', expires_in: 600 })(one, res)
      : json({
          SearchLocaleUsed: { Currency: 'USD' },
          Products: [],
          ExactMatches: [
            {
              ManufacturerProductNumber: 'ESP32-C6-MINI-1',
              Manufacturer: { Name: 'Espressif Systems' },
              ProductStatus: { Status: 'Last Time Buy' },
              DateLastBuyChance: '2026-12-31T00:00:00Z',
              ManufacturerLeadWeeks: '12',
              Classifications: {
                RohsStatus: 'ROHS3 Compliant',
                ReachStatus: 'REACH Unaffected',
                MoistureSensitivityLevel: '3 (168 Hours)',
              },
              Parameters: [{ ParameterText: 'Package / Case', ValueText: 'Module' }],
              ProductVariations: [
                {
                  DigiKeyProductNumber: '1965-ESP32-C6-MINI-1TR-ND',
                  MinimumOrderQuantity: 650,
                  StandardPricing: [{ BreakQuantity: 650, UnitPrice: 2.6 }],
                },
                { DigiKeyProductNumber: 'none', StandardPricing: [] },
              ],
            },
          ],
        })(one, res)
  const [facts] = await digiKeyProvider({ url, clientId: 'c', clientSecret: 's' }, 300).find('ESP32-C6-MINI-1', '')
  expect(facts).toMatchObject({
    lifecycle: 'eol',
    lastTimeBuy: '2026-12-31',
    msl: '3',
    rohs: 'compliant',
    reach: 'compliant',
    package: 'Module',
  })
  expect(facts?.offers).toEqual([
    expect.objectContaining({ moq: '650', leadTimeDays: 84, breaks: [{ min: '650', micros: '2600000' }] }),
  ])
  expect(asked[1]?.headers.authorization).toBe('Bearer t0k')
})

describe('a file', () => {
  let dir: string
  beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'mortise-parts-'))))
  afterAll(() => rmSync(dir, { recursive: true }))
  const written = (name: string, text: string) => {
    const path = join(dir, name)
    writeFileSync(path, text)
    return path
  }
  test('of JSON answers without any network, by maker where one is named', async () => {
    const facts = [
      {
        mpn: 'A-1',
        manufacturer: '村田',
        lifecycle: 'eol',
        offers: [{ supplier: 'LCSC', sku: 'C1', currency: 'CNY', breaks: [['1', '0.5']] }],
      },
      { mpn: 'A1', manufacturer: 'TDK' },
    ]
    const provider = fileProvider(written('facts.json', JSON.stringify(facts)))
    expect(await provider.find('a1', 'Murata')).toMatchObject([
      { lifecycle: 'eol', offers: [{ breaks: [{ min: '1', micros: '500000' }] }] },
    ])
    expect(await provider.find('A1', '')).toHaveLength(2)
    expect(await provider.find('B', '')).toEqual([])
  })
  test('like an export of the library does as well', async () => {
    const text =
      '料号,名称,制造商料号,制造商,制造商封装,供应商,供应商料号,币种,单价\n' +
      'N1,电容,GRM1,Murata,0402,LCSC,C9,CNY,1: 0.1\nN1,,GRM1,Murata,,LCSC,C8,CNY,1: 0.2\n'
    const provider = fileProvider(written('facts.csv', text))
    expect(await provider.find('GRM1', 'Murata')).toMatchObject([
      { package: '0402', offers: [{ sku: 'C9' }, { sku: 'C8' }] },
    ])
  })
  test('that is missing or broken says so', async () => {
    expect(await faultOf(fileProvider(join(dir, 'none.json')).find('A', ''))).toBe('unreachable')
    expect(await faultOf(fileProvider(written('bad.json', '[{"mpn": 1}]')).find('A', ''))).toBe('unusable')
  })
})

test('without settings nobody is asked', () => {
  expect(configuredProviders({ file: null, lcsc: null, mouser: null, digiKey: null }, now)).toEqual([])
})
