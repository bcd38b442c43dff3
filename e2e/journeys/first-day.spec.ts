import { paths } from '@/app/_lib/paths'
import { misleadingBom, misleadingHeaderRow, misleadingLines } from '../fixtures/files'
import { freshEmail } from '../fixtures/people'
import { expect, test } from '../fixtures/test'
import { freshCode } from '../fixtures/world'
import { Account } from '../pages/account'
import { BomGrid } from '../pages/bom-grid'
import { BomImport } from '../pages/bom-import'
import { settled } from '../pages/settled'
import { texts } from '../texts'

const people = {
  en: { name: { family: 'Lindqvist', given: 'Astrid' }, firm: { en: 'Fjordline Instruments LLC' } },
  zh: { name: { family: '苏', given: '婉清' }, firm: { zh: '杭州市穗禾智能科技有限公司' } },
} as const

for (const [language, size] of [
  ['en', 'desk'],
  ['zh', 'desk'],
  ['zh', 'phone'],
] as const) {
  const t = texts[language]

  test(`from nothing to a BOM that was read right (${language}, ${size})`, async ({ browserFor }) => {
    const page = await browserFor(language, size)
    const account = new Account(page, language)
    const { name, firm } = people[language]
    await page.goto(paths.products())
    await settled(page)
    const entrance = new URL(page.url())
    expect(`${entrance.pathname}${entrance.search}`).toBe(paths.signIn(paths.products()))
    await account.signUp(freshEmail('new'), name, paths.products())
    await account.found('brand', firm)
    await expect(page).toHaveURL(paths.products())

    await settled(page)
    await page.getByRole('link', { name: t('products:list.new') }).click()
    const code = freshCode()
    await page.getByLabel(t('products:fields.code')).fill(code)
    await page
      .getByLabel(t(`products:fields.name${language === 'en' ? 'En' : 'Zh'}`))
      .fill(language === 'en' ? 'Soil probe' : '土壤探针')
    await page.getByRole('button', { name: t('products:new.create') }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(code)

    await page
      .getByRole('link', { name: t('products:overview.nextImport') })
      .or(page.getByRole('link', { name: t('boms:new') }))
      .first()
      .click()
    const wizard = new BomImport(page, language)
    await wizard.choose(misleadingBom)
    await expect(wizard.headerRow).not.toHaveValue(String(misleadingHeaderRow))
    await wizard.useAsHeader(misleadingHeaderRow)
    await wizard.map('A', 'refdes')
    await wizard.map('B', 'qty')
    await wizard.map('C', 'mpn')
    await wizard.map('D', 'manufacturer')
    await wizard.map('E', 'description')
    await wizard.accept(misleadingLines).click()

    const grid = new BomGrid(page, language)
    await expect(page).toHaveURL(/\/boms\/bom_/)
    await expect(grid.rowWith('THVD1450DR')).toBeVisible()
    await expect.poll(() => grid.count()).toBe(misleadingLines)
    await expect(grid.rowWith('C1-C3')).toContainText('GRM155R71C104KA88D')
  })
}
