import type { Page } from '@playwright/test'
import { paths } from '@/app/_lib/paths'
import { otherLanguage } from '@/server/kernel/bilingual'
import { gatewayBom } from '../fixtures/files'
import { makeOrg, makePerson } from '../fixtures/people'
import { expect, test } from '../fixtures/test'
import { makeProduct, makeWorld } from '../fixtures/world'
import { BomGrid } from '../pages/bom-grid'
import { BomImport } from '../pages/bom-import'
import { Questions } from '../pages/questions'
import { reload, visit } from '../pages/settled'
import { languages, texts, type Language } from '../texts'

const switchFrom = async (page: Page, language: Language) => {
  await page.getByRole('button', { name: texts[language]('common:language.switch') }).click()
  const next = texts[otherLanguage(language)]
  await expect(page.getByRole('button', { name: next('common:language.switch') })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', language === 'en' ? 'zh-CN' : 'en-US')
}

for (const language of languages) {
  const other = otherLanguage(language)

  test(`a half-written question survives the change of language (${language} to ${other})`, async ({ browserFor }) => {
    const { brand, product, bom } = await makeWorld(gatewayBom, { brandLocale: language })
    const page = await browserFor(brand)
    await new BomGrid(page, language).open(product, bom)
    await new BomGrid(page, language).rowWith('THVD1450DR').click()
    await new Questions(page, language).question.fill('U2: 请确认 / please confirm the surge rating')
    const address = page.url()
    await switchFrom(page, language)
    const field = new Questions(page, other).field(texts[other]('threads:ask.title'), language)
    await expect(field).toHaveValue('U2: 请确认 / please confirm the surge rating')
    expect(page.url()).toBe(address)
    await reload(page)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(other === 'zh' ? '主板' : 'Main board')
  })

  test(`a form and an import survive the change of language (${language} to ${other})`, async ({ browserFor }) => {
    const brand = await makePerson({ locale: language, orgId: await makeOrg('brand') })
    const product = await makeProduct(brand)
    const page = await browserFor(brand)
    await visit(page, paths.newProduct())
    await page.getByLabel(texts[language]('products:fields.code')).fill('half-typed')
    await switchFrom(page, language)
    await expect(page.getByLabel(texts[other]('products:fields.code'))).toHaveValue('half-typed')

    await visit(page, paths.newImport(product.productId))
    const wizard = new BomImport(page, other)
    await wizard.choose(gatewayBom)
    await wizard.map('H', 'note')
    await page.getByRole('textbox', { name: texts[other]('boms:import.name') }).fill('主板 Rev.B')
    await switchFrom(page, other)
    await expect(page.getByRole('textbox', { name: texts[language]('boms:import.name') })).toHaveValue('主板 Rev.B')
    await expect(new BomImport(page, language).column('H')).toHaveValue('note')
  })

  test(`Enter that ends a word of an input method sends nothing (${language})`, async ({ browserFor }) => {
    const { factory, product, bom } = await makeWorld(gatewayBom, { factoryLocale: language })
    const page = await browserFor(factory)
    await new BomGrid(page, language).open(product, bom)
    await new BomGrid(page, language).rowWith('THVD1450DR').click()
    const questions = new Questions(page, language)
    await questions.question.click()
    const keyboard = await page.context().newCDPSession(page)
    const compose = (text: string) =>
      keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })

    await compose('qing')
    await page.keyboard.press('Control+Enter')
    await expect(questions.post('qing')).toHaveCount(0)
    await expect(questions.question).toHaveValue(/qing/)
    await keyboard.send('Input.insertText', { text: '请确认' })
    await expect(questions.question).toHaveValue(/请确认/)
    await page.keyboard.press('Control+Enter')
    await expect(questions.post('请确认')).toBeVisible()
  })

  test(`Enter in a form waits for the input method (${language})`, async ({ browserFor }) => {
    const brand = await makePerson({ locale: language, orgId: await makeOrg('brand') })
    const page = await browserFor(brand)
    await visit(page, paths.newProduct())
    await page.getByLabel(texts[language]('products:fields.code')).fill(`IME-${Date.now() % 1_000_000}`)
    const name = page.getByLabel(texts[language]('products:fields.nameZh'))
    await name.click()
    const keyboard = await page.context().newCDPSession(page)
    await keyboard.send('Input.imeSetComposition', { text: 'chuan', selectionStart: 5, selectionEnd: 5 })
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`${paths.newProduct()}$`))
    await keyboard.send('Input.insertText', { text: '传感器' })
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('传感器')
  })
}
