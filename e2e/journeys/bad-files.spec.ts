import { paths } from '@/app/_lib/paths'
import { badFiles, faultyBom } from '../fixtures/files'
import { makeOrg, makePerson } from '../fixtures/people'
import { expect, test } from '../fixtures/test'
import { makeProduct } from '../fixtures/world'
import { BomImport } from '../pages/bom-import'
import { visit } from '../pages/settled'
import { texts } from '../texts'

// What is the same in both languages is shown in one; every page is looked at in both.
for (const language of ['zh'] as const) {
  const t = texts[language]

  test(`every bad file is answered by a sentence (${language})`, async ({ browserFor }) => {
    const brand = await makePerson({ locale: language, orgId: await makeOrg('brand') })
    const product = await makeProduct(brand)
    const page = await browserFor(brand)
    for (const file of badFiles()) {
      await visit(page, paths.newImport(product.productId))
      await page.getByTestId('bom-file').setInputFiles(file)
      const refusal = page.getByRole('main').getByRole('alert').filter({ hasText: /[.。]/ })
      await expect(refusal, file.name).toBeVisible()
      await expect(refusal, file.name).not.toContainText(/BOM-[EWQI]\d|boms\.|undefined|Error/)
    }
    expect((await brand.api.boms.listBoms.query({ productId: product.productId })).boms).toEqual([])
  })

  test(`rows with errors stand in the way until they are left out (${language})`, async ({ browserFor }) => {
    const brand = await makePerson({ locale: language, orgId: await makeOrg('brand') })
    const product = await makeProduct(brand)
    const page = await browserFor(brand)
    await visit(page, paths.newImport(product.productId))
    const wizard = new BomImport(page, language)
    await wizard.choose(faultyBom)
    await expect(wizard.accept(3)).toBeDisabled()
    await expect(page.getByText(t('bomImport:message.BOM-E021', { r: 4, t: 'R?' })).first()).toBeVisible()

    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: t('boms:import.report') }).click()
    const report = await (await download).createReadStream()
    let text = ''
    for await (const chunk of report) text += String(chunk)
    expect(text).toContain('R2-C4')

    await page.getByRole('button', { name: t('boms:import.leaveOutAll', { count: 2 }) }).click()
    await expect(wizard.accept(1)).toBeEnabled()
    await wizard.accept(1).click()
    await expect(page).toHaveURL(/\/boms\/bom_/)
  })
}
