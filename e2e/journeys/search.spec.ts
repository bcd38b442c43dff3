import type { Page } from '@playwright/test'
import { paths } from '@/app/_lib/paths'
import { gatewayBom } from '../fixtures/files'
import { expect, test } from '../fixtures/test'
import { admitPartner, makeWorld } from '../fixtures/world'
import { makeOrg, makePerson } from '../fixtures/people'
import { visit } from '../pages/settled'
import { languages, texts, type Language } from '../texts'

const palette = (page: Page, language: Language) => ({
  field: page.getByRole('combobox', { name: texts[language]('search:field') }),
  option: (text: string | RegExp) => page.getByRole('option').filter({ hasText: text }),
  open: async () => {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox', { name: texts[language]('search:field') })).toBeFocused()
  },
})

for (const language of languages) {
  test(`everything is found as one types, and nothing of another factory (${language})`, async ({ browserFor }) => {
    const { brand, factory, product, bom } = await makeWorld(gatewayBom, {
      brandLocale: language,
      factoryLocale: language,
    })
    const rival = await makePerson({
      locale: language,
      orgId: await makeOrg('manufacturer'),
      nameEn: 'Wang Lei',
      nameZh: '王磊',
    })
    await admitPartner(brand, rival, product)
    const ask = (en: string, zh: string, person: typeof brand) =>
      person.api.threads.openThread.mutate({
        productId: product.productId,
        subject: { kind: 'product', id: product.productId },
        body: { en, zh, source: 'en' },
        mentions: [],
        clientKey: crypto.randomUUID(),
      })
    const { threadId } = await ask('Which silicone for the lid seal?', '上盖密封圈用哪种硅胶？', factory)
    await ask('Which silicone for our keypad?', '我们的按键用哪种硅胶？', rival)
    const line = await brand.api.firmware.createLine.mutate({
      ...{ productId: product.productId, name: { en: 'Radio board', zh: '射频板' }, arch: null, slotBytes: null },
      ...{ boardSetId: null, bomId: null, specId: null, chips: [], memory: [] },
    })

    const page = await browserFor(factory)
    await visit(page, paths.home())
    const { field, option, open } = palette(page, language)
    await open()
    // The outbox is drained beside the request, so ask until the question is known.
    await expect(async () => {
      await field.fill('')
      await field.fill('密封圈')
      await expect(option('上盖密封圈')).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await field.fill('silicone')
    await expect(option(texts[language]('search:all', { query: 'silicone' }))).toBeVisible()
    await expect(option(/lid seal|密封圈/)).toHaveCount(1)
    await expect(page.getByRole('option', { name: /keypad|按键/ })).toHaveCount(0)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`thread=${threadId}`))

    await open()
    await field.fill(product.code.toLowerCase())
    await expect(option(product.code).first()).toBeVisible()
    await field.fill('wl')
    await expect(page.getByRole('option', { name: /王磊|Wang Lei/ })).toHaveCount(0)
    await field.fill('qqzzxx')
    await expect(page.getByText(texts[language]('search:nothingHint'))).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(field).toBeHidden()

    const desk = await browserFor(brand)
    await visit(desk, paths.search('wl'))
    await expect(desk.getByRole('link', { name: language === 'zh' ? '王磊' : 'Wang Lei' })).toBeVisible()
    const search = desk.getByRole('searchbox', { name: texts[language]('search:field') })
    await search.fill('main 主板')
    await expect(desk.getByRole('link', { name: language === 'zh' ? '主板' : 'Main board' })).toBeVisible()
    await expect(desk).toHaveURL(/q=main\+%E4%B8%BB%E6%9D%BF/)
    await desk.getByRole('link', { name: language === 'zh' ? '主板' : 'Main board' }).click()
    await expect(desk).toHaveURL(new RegExp(bom.bomId))
    await visit(desk, paths.search(line.number))
    await desk.getByRole('link', { name: language === 'zh' ? '射频板' : 'Radio board' }).click()
    await expect(desk).toHaveURL(new RegExp(paths.firmwareLine(product.productId, line.lineId)))
  })

  test(`a word is not looked up before the input method is done, on a phone too (${language})`, async ({
    browserFor,
  }) => {
    const { brand, product } = await makeWorld(gatewayBom, { brandLocale: language })
    const page = await browserFor(brand, 'phone')
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('search.search')) asked.push(decodeURIComponent(request.url()))
    })
    await visit(page, paths.home())
    await page.getByRole('button', { name: texts[language]('palette.open') }).tap()
    const { field } = palette(page, language)
    await expect(field).toBeFocused()
    const keyboard = await page.context().newCDPSession(page)
    await keyboard.send('Input.imeSetComposition', { text: 'wangguan', selectionStart: 8, selectionEnd: 8 })
    await page.keyboard.press('Enter')
    await expect(field).toBeVisible()
    await keyboard.send('Input.insertText', { text: '网关' })
    const hit = page.getByRole('option').filter({ hasText: product.code })
    await expect(hit.first()).toBeVisible()
    expect(asked.filter((url) => url.includes('wangguan'))).toEqual([])
    await hit.first().tap()
    await expect(page).toHaveURL(new RegExp(`${paths.product(product.productId)}$`))
  })
}
