import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { paths } from '@/app/_lib/paths'
import { otherLanguage } from '@/server/kernel/bilingual'
import { makeOrg, makePerson, type Person } from '../fixtures/people'
import { expect, test } from '../fixtures/test'
import { admitPartner, makeProduct, type Product } from '../fixtures/world'
import { settled, visit } from '../pages/settled'
import { texts, type Language } from '../texts'

/** What the brand asks, and how the factory says it. */
const said = {
  first: { en: 'Pull force at the gate is at least 50 N.', zh: '浇口处拉力不小于 50 N。' },
  second: { en: 'Pull force at the gate is at least 80 N.', zh: '浇口处拉力不小于 80 N。' },
  own: { zh: '水口' },
} as const

const ask = (brand: Person, { productId }: Product, source: Language, text: string) =>
  brand.api.threads.openThread.mutate({
    productId,
    subject: { kind: 'product', id: productId },
    body: { en: '', zh: '', [source]: text, source },
    clientKey: randomUUID(),
  })
const side = (page: Page, reader: Language, written: Language) =>
  page.getByRole('textbox', { name: new RegExp(texts[reader](`language:name.${written}`)) })

// What is the same in both languages is shown in one; every page is looked at in both.
for (const language of ['zh'] as const) {
  const t = texts[language]
  const source = otherLanguage(language)

  test(`what waits is found, checked, verified by key and offered again (${language})`, async ({ browserFor }) => {
    const [brand, factory] = [
      await makePerson({ locale: source, orgId: await makeOrg('brand') }),
      await makePerson({ locale: language, orgId: await makeOrg('manufacturer') }),
    ]
    const product = await makeProduct(brand)
    await admitPartner(brand, factory, product)
    await ask(brand, product, source, said.first[source])

    const page = await browserFor(factory)
    await visit(page, paths.product(product.productId))
    await page.getByRole('link', { name: t('language:overview.open') }).click()
    await expect(page).toHaveURL(new RegExp(`product=${product.productId}`))
    await settled(page)
    const row = page.getByRole('button').filter({ hasText: said.first[source] })
    await expect(row).toContainText(t('language:state.missing'))

    await page.keyboard.press('j')
    await expect(row).toHaveAttribute('aria-current', 'true')
    await page.keyboard.press('Enter')
    const field = side(page, language, language)
    await expect(field).toBeFocused()
    // The original is the brand's: it is read here, not written.
    await expect(side(page, language, source)).toHaveAttribute('readonly', '')

    await field.fill(said.second[language])
    await expect(page.getByText(t('language:editor.figures', { count: 1 }))).toBeVisible()
    await page.keyboard.press('Alt+v')
    await expect(page.getByText(t('language:editor.figuresFirst'))).toBeVisible()
    await field.fill(said.first[language])
    await expect(page.getByText(t('language:editor.figuresAgree'))).toBeVisible()
    await page.keyboard.press('Alt+v')
    await expect(page.getByText(t('language:queue.emptyTitle'))).toBeVisible()

    // The next one says the same with another figure: what was verified is offered with the figure put in.
    await ask(brand, product, source, said.second[source])
    const next = page.getByRole('button').filter({ hasText: said.second[source] })
    await next.click()
    await expect(page.getByText(t('language:editor.adapted'))).toBeVisible()
    await page.getByRole('button', { name: t('language:editor.take', { number: 1 }) }).waitFor()
    await field.press('Alt+1')
    await expect(field).toHaveValue(said.second[language])
    await page.keyboard.press('Control+Enter')
    await expect(next).toHaveCount(0)

    await visit(page, paths.product(product.productId))
    await expect(page.getByText(t('language:overview.none'))).toBeVisible()
  })

  test(`a text is taken, found by person and given back; a name is written from the queue (${language})`, async ({
    browserFor,
  }) => {
    const [brand, factory] = [
      await makePerson({ locale: source, orgId: await makeOrg('brand') }),
      await makePerson({ locale: language, orgId: await makeOrg('manufacturer') }),
    ]
    const product = await makeProduct(brand)
    await admitPartner(brand, factory, product)
    await ask(brand, product, source, said.first[source])
    const name = { en: 'Door unit', zh: '门体总成' }
    await brand.api.specs.createSpec.mutate({
      productId: product.productId,
      name: { en: '', zh: '', [source]: name[source] },
      governingLanguage: source,
      from: { kind: 'blank' },
    })

    const page = await browserFor(factory)
    await visit(page, paths.translations(product.productId))
    const row = page.getByRole('button').filter({ hasText: said.first[source] })
    const title = page.getByRole('button').filter({ hasText: name[source] })
    await row.click()
    await page.getByRole('button', { name: t('language:queue.take') }).click()
    const responsible = page.getByLabel(t('language:queue.responsible'), { exact: true })
    await expect(responsible).toHaveValue(factory.userId)
    await page.getByLabel(t('language:queue.person'), { exact: true }).selectOption('nobody')
    await expect(page).toHaveURL(/person=nobody/)
    await expect(row).toHaveCount(0)

    // The name of a specification is written like everything else.
    await title.click()
    await page.keyboard.press('Enter')
    await side(page, language, language).fill(name[language])
    await page.keyboard.press('Control+Enter')
    await expect(title).toHaveCount(0)
    await page.getByLabel(t('language:queue.person'), { exact: true }).selectOption(factory.userId)
    await row.click()
    await page.getByRole('button', { name: t('language:queue.giveBack') }).click()
    await expect(row).toHaveCount(0)
  })

  test(`the company’s word stands in for the base and is missed where it lacks (${language})`, async ({
    browserFor,
  }) => {
    const [brand, factory] = [
      await makePerson({ locale: source, orgId: await makeOrg('brand') }),
      await makePerson({ locale: language, orgId: await makeOrg('manufacturer') }),
    ]
    const product = await makeProduct(brand)
    await admitPartner(brand, factory, product)
    await ask(brand, product, source, said.first[source])
    const page = await browserFor(factory)
    await visit(page, paths.settings.glossary())
    await page.getByRole('textbox', { name: t('language:glossary.search') }).fill('jiaokou')
    await page.getByRole('button', { name: t('language:glossary.overrideLabel', { en: 'gate' }), exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(t('language:glossary.zh'), { exact: true }).fill(said.own.zh)
    await expect(dialog.getByRole('checkbox')).toBeChecked()
    await dialog.getByRole('button', { name: t('common:actions.save') }).click()
    await expect(dialog).toHaveCount(0)
    const instead = page.getByText(t('language:glossary.instead', { zh: '浇口' }))
    await page.getByRole('textbox', { name: t('language:glossary.search') }).fill('gate')
    await expect(instead).toBeVisible()

    await visit(page, paths.translations())
    await page.getByRole('button').filter({ hasText: said.first[source] }).click()
    await side(page, language, language).fill(said.first[language])
    // One side says it as the base does, the other as agreed.
    await expect(page.getByText(t('language:editor.termMissing', { term: 'gate', wanted: said.own.zh }))).toBeVisible()

    await visit(page, paths.settings.glossary())
    await page.getByRole('button', { name: t('language:glossary.removeLabel', { en: 'gate' }), exact: true }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('language:glossary.remove') })
      .click()
    await page.getByRole('textbox', { name: t('language:glossary.search') }).fill('jiaokou')
    await expect(
      page.getByRole('button', { name: t('language:glossary.overrideLabel', { en: 'gate' }), exact: true }),
    ).toBeVisible()
  })

  test(`of two who edit one text neither loses a word (${language})`, async ({ browserFor }) => {
    const brand = await makePerson({ locale: language, orgId: await makeOrg('brand') })
    const product = await makeProduct(brand)
    const page = await browserFor(brand)
    await visit(page, paths.product(product.productId))
    await page.getByRole('button', { name: t('products:overview.texts') }).click()
    const dialog = page.getByRole('dialog')
    const name = dialog.getByRole('textbox', {
      name: t('language:editor.label', { what: t('products:overview.nameText'), language: t('language:name.zh') }),
    })
    await name.fill('工业网关')
    await brand.api.products.reviseText.mutate({
      productId: product.productId,
      version: 1,
      field: 'name',
      text: { en: 'Field gateway', zh: '边缘网关', source: 'en' },
    })
    await expect(dialog.getByText(t('language:editor.conflict'))).toBeVisible()
    await expect(name).toHaveValue('工业网关')
    await expect(dialog.getByText('边缘').first()).toBeVisible()
    await dialog.getByRole('button', { name: t('language:editor.keepMine') }).click()
    await expect(dialog.getByText(t('language:editor.conflict'))).toHaveCount(0)
    await name.press('Control+Enter')
    await expect(page.getByText(t('language:queue.saved'))).toBeVisible()
    await expect(name).toHaveValue('工业网关')
    const stored = await brand.api.products.getProduct.query({ productId: product.productId })
    // Where the Chinese binds, the English that was kept has still to be held against it.
    const state = language === 'zh' ? 'stale' : 'human'
    expect(stored.name).toMatchObject({ en: 'Field gateway', zh: '工业网关', state })
  })
}
