import { beforeAll, describe, expect, test } from 'vitest'
import en from '@/locales/en/specs.json'
import zh from '@/locales/zh/specs.json'
import { bilingual } from '@/server/kernel/bilingual'
import { readPdf, unspaced, type ReadPdf } from '@/server/platform/pdf/fixtures/read-pdf'
import { specRevisionStates, type SpecRevisionState } from '../lifecycle'
import { bandSpec } from './fixtures/band-spec'
import { specPdf } from './pdf'
import type { SpecDocument } from './spec-document'

const printed = async (doc: SpecDocument): Promise<ReadPdf & { text: string }> => {
  const read = await readPdf(await specPdf(doc))
  return { ...read, text: unspaced(read.pages.join('')) }
}
const inState = (state: SpecRevisionState): SpecDocument => {
  const spec = bandSpec()
  return { ...spec, revision: { ...spec.revision, state } }
}

describe('a released specification', () => {
  let band: Awaited<ReturnType<typeof printed>>
  const spec = bandSpec()
  beforeAll(async () => {
    band = await printed(spec)
  })

  test('says every requirement in both languages', () => {
    for (const { code, title, text, condition } of spec.requirements) {
      expect(band.text).toContain(code)
      for (const said of [title, text, condition]) {
        expect(band.text).toContain(unspaced(said.en))
        expect(band.text).toContain(unspaced(said.zh))
      }
    }
    for (const figures of ['min3.1·typ3.3·max3.5V', 'nom2.20±1kΩ', 'nom9.80+0.10/−0.05mm', 'typ38·max45µA'])
      expect(band.text).toContain(figures)
    expect(band.text).toContain('Test测试')
    expect(band.text).toContain('Electrical电气')
  })

  test('names document, revision, state and page on every page, and the hash it stands for', () => {
    band.pages.forEach((page, index) => {
      const text = unspaced(page)
      expect(text).toContain('WL-20-SPEC-01')
      expect(text).toContain('A(0.4)Released已发布')
      expect(text).toContain(`Page${index + 1}of${band.pages.length}第${index + 1}页，共${band.pages.length}页`)
      expect(text).toContain('Contenthash内容哈希值9f2c4e7a1b6d8035')
    })
    expect(band.text).toContain(spec.contentHash ?? 'none')
    expect(band.info).toMatchObject({
      Title: 'WL-20-SPEC-01 A (0.4) Wearable band, device specification 智能手环产品规格书',
      Language: 'en',
    })
  })

  test('says in words, in both languages, beside the text and on the first page, what is outdated', () => {
    const [first = ''] = band.pages
    expect(unspaced(first)).toContain(unspaced(en.pdf.trust.stale.replace('{{list}}', 'R-003')))
    expect(unspaced(first)).toContain(unspaced(zh.pdf.trust.stale.replace('{{list}}', 'R-003')))
    expect(band.text).toContain(unspaced(`${en.pdf.mark.stale} (text) ${zh.pdf.mark.stale}（正文）`))
    const [before = '', after = ''] = band.text.split(unspaced(en.pdf.mark.stale))
    expect(before.endsWith('自行恢复。')).toBe(true)
    expect(after).toContain('R-004')
  })

  test('names the figures that were changed since', () => {
    expect(band.text).toContain(unspaced(`${zh.pdf.mark.stale}（正文） ±6 kV → ±8 kV`))
  })

  test('and what is machine-made, missing, unverified, or differs', () => {
    for (const state of ['machine', 'missing', 'human', 'differs'] as const)
      for (const words of [en, zh]) expect(band.text).toContain(unspaced(words.pdf.mark[state]))
  })

  test('says who signed what and when on both clocks, and who has not', () => {
    expect(band.text).toContain('DanaWhitfield')
    expect(band.text).toContain('WangJianguo王建国')
    expect(band.text).toContain('2026-11-1818:40UTC−82026-11-1910:40UTC+8')
    expect(band.text).toContain('Notsigned未签署')
    expect(band.text).toContain('深圳市恒泰精密电子有限公司')
    expect(band.text).not.toContain(unspaced(en.pdf.signatures.other))
  })

  test('says which language governs, the history, and the cloud contract', () => {
    expect(band.text).toContain(unspaced(en.pdf.clause.en))
    expect(band.text).toContain(unspaced(zh.pdf.clause.en))
    expect(band.text).toContain('首次发布。发射功率定为4dBm。')
    for (const part of ['1.2.0', 'mqtt.{region}.example:8883', 'band/{deviceId}/telemetry', '心率与步数，每60s一次'])
      expect(band.text).toContain(unspaced(part))
  })

  test('has bookmarks for its parts and sections', () => {
    expect(band.bookmarks).toEqual(
      expect.arrayContaining([
        'Signatures 签署',
        'Requirements 需求',
        'Electrical 电气',
        'Cloud contract 云端接口契约',
      ]),
    )
  })

  test('carries no banner and is the same bytes whenever it is printed', async () => {
    expect(band.text).not.toContain(unspaced(en.pdf.watermark.draft))
    expect(Buffer.from(await specPdf(spec)).equals(Buffer.from(await specPdf(bandSpec())))).toBe(true)
  })
})

test.each(specRevisionStates.filter((state) => state !== 'released'))('%s: every page says so', async (state) => {
  const { pages } = await printed(inState(state))
  for (const page of pages) {
    expect(unspaced(page)).toContain(unspaced(en.pdf.banner[state]))
    expect(unspaced(page)).toContain(unspaced(zh.pdf.banner[state]))
  }
  expect(unspaced(pages[0] ?? '')).toContain(unspaced(`${en.pdf.state[state]} ${zh.pdf.state[state]}`))
})

test('why it is suspended stands in the banner', async () => {
  const spec = inState('suspended')
  const reason = bilingual('en', 'Antenna detunes at −10 °C.', '天线在 −10 ℃ 时失谐。')
  const { text } = await printed({ ...spec, revision: { ...spec.revision, reason } })
  expect(text).toContain(unspaced(`Reason 原因 ${reason.en} ${reason.zh}`))
})

test('a signature for another content is called that', async () => {
  const { text } = await printed({ ...bandSpec(), contentHash: 'f'.repeat(64) })
  expect(text).toContain(unspaced(`${en.pdf.signatures.other} ${zh.pdf.signatures.other}`))
})

test('an empty draft in Chinese of a brand alone, printed now', async () => {
  const spec = bandSpec()
  const { text, info } = await printed({
    ...spec,
    governingLanguage: 'zh',
    name: bilingual('zh', '手环规格书'),
    partner: null,
    revision: { ...spec.revision, letter: null, state: 'draft', releasedAt: null },
    contentHash: null,
    history: [],
    requirements: [],
    contract: null,
    signatures: [],
    printedAt: new Date('2026-11-21T00:00:00Z'),
  })
  expect(info).toMatchObject({ Language: 'zh-CN', Title: 'WL-20-SPEC-01 0.4 手环规格书' })
  expect(text).toContain(unspaced(zh.pdf.clause.zh))
  expect(text).toContain('Norequirementsyet.尚无需求。')
  expect(text).toContain('Nocontenthashbeforereview提交会签前无内容哈希值')
  expect(text).toContain('2026-11-2016:00UTC−8·2026-11-2108:00UTC+8')
})

test('a text that stands nowhere but in the other language leaves no empty line behind', async () => {
  const spec = bandSpec()
  const [first] = spec.requirements
  const only = {
    ...spec,
    requirements: first ? [{ ...first, title: bilingual('zh', '仅中文'), text: bilingual('zh', '') }] : [],
  }
  const { text } = await printed({ ...only, contract: null })
  expect(text).toContain(unspaced(`${en.pdf.mark.missing} (title) ${zh.pdf.mark.missing}（标题）`))
})

describe('a text whose figures nobody confirmed', () => {
  const title = { ...bilingual('en', 'Supply, at most 3.6 V', '供电电压，不大于 3.5 V'), state: 'human' } as const
  const marked = unspaced(`${en.pdf.mark.figures} ${zh.pdf.mark.figures} 3.6 V ≠ 3.5 V`)
  const [first] = bandSpec().requirements

  test('is marked below it and on the first page', async () => {
    const { text, pages } = await printed({ ...bandSpec(), requirements: first ? [{ ...first, title }] : [] })
    expect(text).toContain(unspaced(`${en.pdf.mark.figures} (title)`))
    expect(text).toContain(unspaced(`${zh.pdf.mark.figures}（标题） 3.6 V ≠ 3.5 V`))
    for (const words of [en, zh])
      expect(unspaced(pages[0] ?? '')).toContain(unspaced(words.pdf.trust.figures.replace('{{list}}', 'R-001')))
  })

  test.each([
    ['its name', (spec: SpecDocument) => ({ ...spec, name: title })],
    [
      'what is new',
      ({ history: [newest], ...spec }: SpecDocument) => ({
        ...spec,
        history: newest ? [{ ...newest, note: title }] : [],
      }),
    ],
    [
      'the purpose of a channel',
      (spec: SpecDocument) => {
        const [channel] = spec.contract?.channels ?? []
        const channels = channel ? [{ ...channel, purpose: title }] : []
        return { ...spec, contract: spec.contract && { ...spec.contract, channels } }
      },
    ],
  ])('wherever it stands: %s', async (_, change) => {
    expect((await printed(change(bandSpec()))).text).toContain(marked)
  })

  test('and in the reason it is suspended for', async () => {
    const spec = inState('suspended')
    const { pages } = await printed({ ...spec, revision: { ...spec.revision, reason: title } })
    for (const page of pages)
      expect(unspaced(page)).toContain(unspaced(`[${en.pdf.mark.figures} ${zh.pdf.mark.figures}]`))
  })
})
