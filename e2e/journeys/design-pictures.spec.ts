import type { Locator } from '@playwright/test'
import { paths } from '@/app/_lib/paths'
import { chinesePdf, rectangleLayer, textStl } from '@/server/domains/designFiles/reading/fixtures/board'
import { releaseDesign } from '../fixtures/designs'
import { expect, test } from '../fixtures/test'
import { makeSides } from '../fixtures/world'
import { visit } from '../pages/settled'
import { texts } from '../texts'

const widthOf = (picture: Locator) => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)

test('files are seen beside their names, and as a picture where the browser cannot show a body', async ({
  browserFor,
}) => {
  const { brand, product } = await makeSides({ brandLocale: 'zh', factoryLocale: 'en' })
  const setId = await releaseDesign(brand, product, null, {
    'top-F_Cu.gbr': rectangleLayer(50, 20, 'Copper,L1,Top'),
    'housing.stl': textStl(40, 20, 10),
    'torque.pdf': chinesePdf('扭矩'),
    'notes.txt': 'Torque 0.6 Nm',
  })
  const t = texts.zh
  const page = await browserFor(brand)
  // A browser without 3D.
  await page.addInitScript(() => {
    // It is called on its canvas.
    // oxlint-disable-next-line typescript/unbound-method
    HTMLCanvasElement.prototype.getContext = new Proxy(HTMLCanvasElement.prototype.getContext, {
      apply: (open, canvas, [kind, ...rest]: [string, ...unknown[]]) =>
        kind === 'webgl2' ? null : Reflect.apply(open, canvas, [kind, ...rest]),
    })
  })
  await visit(page, paths.design(product.productId, setId))
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  for (const name of ['top-F_Cu.gbr', 'housing.stl'])
    await expect.poll(() => widthOf(row(name).locator('img')), { timeout: 30_000 }).toBeGreaterThan(50)
  await expect(row('notes.txt').locator('img')).toHaveCount(0)

  await row('housing.stl').locator('img').click()
  await expect(page.getByText(t('errors:designFiles.noWebgl'))).toBeVisible()
  const instead = page.getByRole('img', { name: t('designViewer:view.stage', { name: 'housing.stl' }) })
  await expect.poll(() => widthOf(instead)).toBeGreaterThan(600)
  await expect(page.getByText(t('designViewer:view.pictureInstead'))).toBeVisible()

  // A PDF that names Chinese fonts without carrying them: what is missing comes from our own origin.
  await page.goBack()
  const map = page.waitForResponse((answer) => answer.url().endsWith('/cmaps/UniGB-UCS2-H.bcmap'))
  await row('torque.pdf').locator('img').click()
  expect((await map).status()).toBe(200)
  await expect(page.locator('[data-painted]')).toBeVisible({ timeout: 30_000 })
})
