import { paths } from '@/app/_lib/paths'
import { gatewayBom, gatewayLines, longBom } from '../fixtures/files'
import { expect, test } from '../fixtures/test'
import { makeWorld } from '../fixtures/world'
import { BomGrid } from '../pages/bom-grid'
import { reload, visit } from '../pages/settled'
import { texts } from '../texts'

// What is the same in both languages is shown in one; every page is looked at in both.
for (const language of ['zh'] as const) {
  const t = texts[language]

  test(`a BOM is read by keyboard alone (${language})`, async ({ browserFor }) => {
    const { brand, product, bom } = await makeWorld(gatewayBom, { brandLocale: language })
    const page = await browserFor(brand)
    const grid = new BomGrid(page, language)
    await grid.open(product, bom)
    expect(await grid.count()).toBe(gatewayLines)

    await grid.cell(0, 0).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await expect(grid.cell(1, 1)).toBeFocused()
    await page.keyboard.press('Control+End')
    await expect(grid.grid.locator(`[data-cell^="${gatewayLines - 1}:"]:focus`)).toHaveCount(1)
    await page.keyboard.press('Control+Home')
    await expect(grid.cell(0, 0)).toBeFocused()

    await page.keyboard.press('Enter')
    await expect(grid.panel).toContainText('GRM155R71C104KA88D')
    await expect(page).toHaveURL(/line=lin_/)
    await page.keyboard.press('Escape')
    await expect(grid.panel).toHaveCount(0)

    await page.keyboard.press('/')
    await expect(grid.search).toBeFocused()
    await page.keyboard.type('rs-485')
    await expect.poll(() => grid.count()).toBe(3)
    await page.keyboard.press('Escape')
    await expect.poll(() => grid.count()).toBe(gatewayLines)

    await grid.header('mpn').getByRole('button').focus()
    await page.keyboard.press('Enter')
    await expect(grid.header('mpn')).toHaveAttribute('aria-sort', 'ascending')
    await expect(grid.cell(0, 1)).toContainText('Y1')
    await page.keyboard.press('Enter')
    await expect(grid.header('mpn')).toHaveAttribute('aria-sort', 'descending')
  })

  test(`chosen columns are remembered (${language})`, async ({ browserFor }) => {
    const { brand, product, bom } = await makeWorld(gatewayBom, { brandLocale: language })
    const page = await browserFor(brand)
    const grid = new BomGrid(page, language)
    await grid.open(product, bom)
    await page.getByRole('button', { name: t('boms:grid.columns') }).click()
    await page.getByRole('checkbox', { name: t('boms:column.manufacturer'), exact: true }).uncheck()
    await page.keyboard.press('Escape')
    await expect(grid.grid.getByRole('columnheader', { name: t('boms:column.manufacturer'), exact: true })).toHaveCount(
      0,
    )
    await reload(page)
    await expect(grid.header('mpn')).toBeVisible()
    await expect(grid.grid.getByRole('columnheader', { name: t('boms:column.manufacturer'), exact: true })).toHaveCount(
      0,
    )
  })

  test(`a phone shows the lines as cards and opens one (${language})`, async ({ browserFor }) => {
    const { factory, product, bom } = await makeWorld(gatewayBom, { factoryLocale: language })
    const page = await browserFor(factory, 'phone')
    const grid = new BomGrid(page, language)
    await grid.open(product, bom)
    await grid.rowWith('THVD1450DR').tap()
    await expect(grid.panel).toContainText('Texas Instruments')
    await expect(grid.panel).toContainText(t('boms:line.pricesWithheld'))
    await page.getByRole('button', { name: t('boms:line.close') }).tap()
    await expect(grid.panel).toHaveCount(0)
  })
}

test('ten thousand lines scroll without leaving blanks', async ({ browserFor }) => {
  const { brand, product, bom } = await makeWorld(longBom(10_000))
  const page = await browserFor(brand)
  const grid = new BomGrid(page, 'en')
  await grid.open(product, bom)
  expect(await grid.count()).toBe(10_000)
  await grid.grid.hover()
  for (const distance of [900, 4_000, 30_000, 150_000, -60_000]) {
    await page.mouse.wheel(0, distance)
    await grid.expectNoBlankRows()
  }
  await grid.cell(0, 0).focus()
  await page.keyboard.press('Control+End')
  await expect(grid.grid.locator('[data-cell^="9999:"]:focus')).toHaveCount(1)
  await grid.expectNoBlankRows()
  await grid.search.fill('009999')
  await expect.poll(() => grid.count()).toBe(1)
})

test('a partner without the grant finds nothing at the address of a BOM', async ({ browserFor }) => {
  const world = await makeWorld(gatewayBom)
  const stranger = await makeWorld(gatewayBom)
  const page = await browserFor(stranger.factory)
  await visit(page, paths.bom(world.product.productId, world.bom.bomId))
  await expect(page.getByRole('heading', { name: texts.zh('common:notFound.title') })).toBeVisible()
})
