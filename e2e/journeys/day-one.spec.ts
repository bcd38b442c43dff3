import type { Page } from '@playwright/test'
import { paths } from '@/app/_lib/paths'
import { otherLanguage } from '@/server/kernel/bilingual'
import { readPdf, unspaced } from '@/server/platform/pdf/fixtures/read-pdf'
import { makeSpecWorld } from '../fixtures/specs'
import { expect, test } from '../fixtures/test'
import { watch, type Product } from '../fixtures/world'
import { EngineeringQueries } from '../pages/engineering-queries'
import { settled, visit } from '../pages/settled'
import { SpecDocument } from '../pages/spec-document'
import { SpecExchange } from '../pages/spec-exchange'
import { SpecReview } from '../pages/spec-review'
import { languages, texts, type Language } from '../texts'

/** What stays of the watch template, in the order of the document. */
const stays = [
  { code: 'R-001', section: 'electrical' },
  { code: 'R-006', section: 'mechanical' },
  { code: 'R-016', section: 'power' },
  { code: 'R-020', section: 'power' },
  { code: 'R-024', section: 'environment' },
] as const
const [supply, weight, battery, skin] = stays

/** How a usual day is described: the figure that changes in one language alone. */
const usualDay = (notifications: number): Record<Language, string> => ({
  en: `Usual day: heart rate every 10 min, ${notifications} notifications, 30 min of GNSS a week.`,
  zh: `典型使用：心率每 10 min 一次、每天 ${notifications} 条通知、每周 GNSS 30 min。`,
})

const words = {
  en: {
    cell: 'The cell is charged to 4.40 V at most.',
    sapphire: 'Sapphire glass adds 3 g.',
    half: 'A thinner bezel saves half of it.',
    queryTitle: 'Skin contact temperature while charging',
    proposal: 'We measure at 25 °C ambient after 30 min of charging. Please confirm.',
    decision: 'Confirmed: 25 °C ambient, 30 min, hottest point under the lug.',
    method: 'Discharge rack, 3 units',
    tight: 'IEC 60529 IPX8, 1.5 m for 30 min, and ISO 22810 at 5 bar; every unit is leak tested.',
  },
  zh: {
    cell: '电芯充电上限为 4.40 V。',
    sapphire: '蓝宝石玻璃增重 3 g。',
    half: '减薄表圈可省一半。',
    queryTitle: '充电时接触皮肤表面温度的测试条件',
    proposal: '我方按环境温度 25 °C、充电 30 min 后测量，请确认。',
    decision: '确认：环境温度 25 °C，充电 30 min，取表耳下方最热点。',
    method: '放电柜，3 台样机',
    tight: '按 IEC 60529 IPX8，1.5 m 水深 30 min；按 ISO 22810，5 bar；每台做气密性测试。',
  },
} as const

for (const language of languages) {
  const other = otherLanguage(language)
  const [ours, theirs] = [texts[language], texts[other]]

  test(`from the wearable template to revision A, and no further with one figure changed in one language (${language} to ${other})`, async ({
    browserFor,
  }) => {
    test.setTimeout(420_000)
    const { brand, factory, product } = await makeSpecWorld(language, watch)
    const [desk, bench] = [await browserFor(brand), await browserFor(factory)]
    const [document, theirDocument] = [new SpecDocument(desk, language), new SpecDocument(bench, other)]
    const [our, their] = [new SpecReview(desk, language), new SpecReview(bench, other)]
    const number = `${product.code}-SPEC-01`

    await test.step('a newcomer begins with the template, deletes and edits', async () => {
      await document.beginFromTemplate(product, { en: 'Trail watch specification', zh: '越野手表规格书' })
      await expect(desk.getByRole('heading', { level: 1 })).toContainText(number)
      await document.keepOnly(stays)
      await expect(desk.getByRole('button', { name: ours('specs:doc.checksNone') })).toBeVisible()

      await document.edit(battery.code)
      await document.figure('min').fill('9')
      await document.save.click()
      await expect(document.row(battery.code)).toContainText('9 d')

      // What is new lacks a unit and a verification; the checks lead to it.
      await desk.getByRole('button', { name: ours('specs:requirement.close') }).click()
      await desk
        .getByRole('button', { name: ours('specs:doc.add') })
        .last()
        .click()
      await document.text('title', 'en').fill('GNSS fix time')
      await document.text('title', 'zh').fill('GNSS 首次定位时间')
      await document.figure('max').fill('35')
      await document.choice('section').selectOption('radio')
      await desk.keyboard.press('Control+Enter')
      await expect(document.panel).toContainText(ours('specs:check.code.unitMissing'))
      await document.checks(2).click()
      await desk
        .getByRole('complementary', { name: ours('specs:check.title') })
        .getByRole('button', { name: 'GNSS' })
        .first()
        .click()
      await document.panel.getByRole('button', { name: ours('specs:requirement.edit'), exact: true }).click()
      await document.figure('unit').fill('s')
      await document.choice('verification').selectOption('test')
      await document.save.click()
      await expect(document.row('GNSS')).toContainText('35 s')
      await expect(desk.getByRole('button', { name: ours('specs:doc.checksNone') })).toBeVisible()
    })

    const specId = /specs\/(\w+)/.exec(desk.url())?.[1] ?? ''
    const spec = { specId }
    const revision = async () => {
      const { currentRevisionId } = await brand.api.specs.getSpec.query(spec)
      return brand.api.specs.getRevision.query({ revisionId: currentRevisionId ?? '' })
    }

    await test.step('the factory redlines two limits and asks', async () => {
      await visit(bench, paths.specs(product.productId))
      await bench.getByRole('link', { name: number }).click()
      await settled(bench)
      await theirDocument.read(supply.code)
      await their.propose('max', '4.4', words[other].cell)
      await theirDocument.read(weight.code)
      await their.propose('max', '48', words[other].sapphire)
      await theirDocument.read(skin.code)
      const asking = new EngineeringQueries(bench, other)
      await asking.start()
      const { queryTitle: title, proposal } = words[other]
      await asking.fill({ title, proposal, disposition: 'clarify' })
      await expect(asking.form.getByRole('button', { name: theirs('attachments:choose') })).toBeVisible()
      await asking.send()
      await expect(theirDocument.panel).toContainText('EQ-001')
    })

    await test.step('the brand answers, accepts one and counters the other', async () => {
      await visit(desk, paths.eqs(product.productId))
      await desk.getByRole('button', { name: /EQ-001/ }).click()
      await new EngineeringQueries(desk, language).decide('clarification', words[language].decision)
      await expect(theirDocument.panel).toContainText(words[language].decision)

      await our.openRedlines(product, spec)
      await our
        .redline(supply.code)
        .getByRole('button', { name: ours('specs:redline.accept'), exact: true })
        .click()
      await expect(our.redline(supply.code)).toHaveCount(0)
      await our.counter(our.redline(weight.code), '46.5', words[language].half)
      await expect(our.redline(weight.code)).toHaveCount(0)

      await their.openRedlines(product, spec)
      await their
        .redline(weight.code)
        .getByRole('button', { name: theirs('specs:redline.acceptCounter', { value: '46.5 g' }) })
        .click()
      await expect(their.redline(weight.code)).toHaveCount(0)
    })

    await test.step('what is critical is read back, one after another', async () => {
      await their.openReadBacks(product, spec)
      await bench
        .getByRole('button', { name: theirs('specs:readBack.start'), exact: true })
        .first()
        .click()
      const next = their.dialog.getByRole('button', { name: theirs('specs:readBack.next') })
      await their.readBack({ min: '9', unit: 'd' }, words[other].method)
      await expect(their.dialog).toContainText(theirs('specs:readBack.matched'))
      await next.click()
      await their.readBack({ max: '43', unit: '°C' }, words[other].method)
      await next.click()
      await their.readBack({ words: words[other].tight }, words[other].method)
      await expect(their.dialog).toContainText(theirs('specs:readBack.wordsTaken'))
      await their.dialog.getByRole('button', { name: theirs('specs:readBack.close') }).click()
      await expect(bench.getByText(theirs('specs:readBack.progress', { done: 3, all: 3 }))).toBeVisible()
    })

    const signBoth = async () => {
      await document.open(product, spec)
      await our.submit()
      const hash = (await revision()).contentHash?.slice(0, 8) ?? 'none'
      await our.sign(hash)
      await theirDocument.open(product, spec)
      await their.sign(hash)
      await expect(our.notice).toContainText(ours('specs:signOff.notice.approved'))
    }

    await test.step('both sides sign and revision A is released', async () => {
      await signBoth()
      await our.release('A')
      await expect(our.notice).toContainText(ours('specs:acknowledge.counts', { done: 0, all: 1 }))
      await expect(document.row(supply.code)).toContainText('4.4 V')
      await expect(document.row(weight.code)).toContainText('46.5 g')
      await expect(their.notice).toContainText(theirs('specs:acknowledge.please'))
    })

    const agreement = (page: Page, t: (typeof texts)[Language]) =>
      page.getByRole('listitem').filter({ hasText: t('gates:found.noneStale') })
    const disagreement = (page: Page, t: (typeof texts)[Language]) =>
      page.getByRole('listitem').filter({ hasText: t('gates:found.stale', { count: 1, number, item: battery.code }) })

    await test.step('both languages agree at the gate', async () => {
      await planGates(desk, product, ours)
      await expect(agreement(desk, ours)).toContainText(ours('gates:standing.met'))
    })

    await test.step('one English figure changes in the next draft', async () => {
      await document.open(product, spec)
      await desk.getByRole('button', { name: ours('specs:doc.newDraft'), exact: true }).click()
      await expect(our.notice).toContainText(ours('specs:signOff.notice.draft'))
      await document.edit(battery.code)
      await expect(document.text('text', 'en')).toHaveValue(usualDay(100).en)
      await document.text('text', 'en').fill(usualDay(150).en)
      await document.save.click()
      await expect(document.panel).toContainText(ours('language:state.stale'))
      await expect(document.panel).toContainText(ours('specs:check.code.stale'))
      await expect(document.panel.locator('mark')).toHaveCount(2)
      await expect(document.row(battery.code)).toContainText(ours('language:state.stale'))
    })

    const printed = async (page: Page, reader: Language) => {
      const { pages } = await readPdf(await new SpecExchange(page, reader).download('pdf'))
      return unspaced(pages.join(''))
    }

    await test.step('the document, the PDF and the gate say so, and the review does not begin', async () => {
      await theirDocument.open(product, spec)
      await expect(theirDocument.row(battery.code)).toContainText(theirs('language:state.stale'))
      const text = await printed(bench, other)
      for (const said of Object.values({ en: usualDay(150).en, zh: usualDay(100).zh }))
        expect(text).toContain(unspaced(said))
      for (const each of languages) {
        expect(text).toContain(unspaced(texts[each]('specs:pdf.trust.stale', { list: battery.code })))
        expect(text).toContain(unspaced(texts[each]('specs:pdf.mark.stale')))
      }

      await our.step('submit').click()
      await expect(our.dialog).toContainText(ours('specs:signOff.blocked', { count: 1 }))
      await expect(our.dialog.getByRole('listitem')).toContainText(ours('specs:check.code.stale'))
      await expect(our.dialog.getByRole('listitem')).toContainText(battery.code)
      await our.dialog
        .getByRole('button', { name: ours('common:actions.close'), exact: true })
        .last()
        .click()
      await expect(our.step('release')).toHaveCount(0)
      // Whoever goes round the page hears the same.
      const { id: revisionId, version } = await revision()
      const refused = brand.api.specs.submitRevision.mutate({
        revisionId,
        version,
        note: { en: '', zh: '' },
        partnerOrgId: null,
        signatures: [{ side: 'brand', role: 'engineer' }],
      })
      await expect(refused).rejects.toThrow('specs.checksBlock')
      await expect(brand.api.specs.releaseRevision.mutate({ revisionId, version })).rejects.toThrow()

      await visit(desk, paths.gate(product.productId, 'dvt'))
      await expect(disagreement(desk, ours)).toContainText(ours('gates:standing.notMet'))
      // The requirement it names is one press away.
      const way = disagreement(desk, ours).getByRole('link', { name: `${number} ${battery.code}` })
      await expect(way).toHaveAttribute('href', /\?requirement=req_/)
    })

    await test.step('the Chinese is put right and confirmed by key', async () => {
      await theirDocument.read(battery.code)
      await expect(theirDocument.panel).toContainText(theirs('language:editor.changed'))
      await bench.keyboard.press('Alt+v')
      const field = theirDocument.text('text', 'zh')
      await expect(field).toBeFocused()
      await field.fill(usualDay(150).zh)
      await field.press('Alt+v')
      await expect(theirDocument.panel).toContainText(theirs('language:state.verified'))
      await expect(theirDocument.panel.locator('mark')).toHaveCount(0)
      await expect(agreement(desk, ours)).toContainText(ours('gates:standing.met'))
      const text = await printed(bench, other)
      for (const each of languages) expect(text).not.toContain(unspaced(texts[each]('specs:pdf.mark.stale')))
    })

    await test.step('what changed is read back again, and revision B is released', async () => {
      await signBoth()
      await our.step('release').click()
      await expect(our.dialog).toContainText(ours('specs:signOff.release.readBackMissing', { count: 1 }))
      await desk.keyboard.press('Escape')
      await their.openReadBacks(product, spec)
      await bench
        .getByRole('button', { name: theirs('specs:readBack.again'), exact: true })
        .first()
        .click()
      await their.readBack({ min: '9', unit: 'd' }, words[other].method)
      await expect(their.dialog).toContainText(theirs('specs:readBack.matched'))
      await our.release('B')
      await expect(our.notice).toContainText(ours('specs:acknowledge.counts', { done: 0, all: 1 }))
      await expect(desk.getByText(ours('specs:list.binding', { letter: 'B' }))).toBeVisible()
    })
  })
}

async function planGates(page: Page, { productId }: Product, t: (typeof texts)[Language]): Promise<void> {
  await visit(page, paths.gates(productId))
  await page.getByRole('button', { name: t('gates:empty.plan') }).click()
  await expect(page.getByRole('navigation', { name: t('gates:rail.label') })).toBeVisible()
}
