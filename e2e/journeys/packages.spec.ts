import { execFileSync } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { paths } from '@/app/_lib/paths'
import { releaseDesign } from '../fixtures/designs'
import { makeSpecWorld } from '../fixtures/specs'
import { expect, test } from '../fixtures/test'
import { visit } from '../pages/settled'
import { languages, texts } from '../texts'

for (const language of languages) {
  const t = texts[language]

  test(`a package for the board house is made, downloaded and superseded (${language})`, async ({
    browserFor,
  }, info) => {
    const { brand, product } = await makeSpecWorld(language)
    const setId = await releaseDesign(brand, product, null, { '主板 F_Cu.gbr': 'G04 top*\nM02*\n' })
    const page = await browserFor(brand)
    await visit(page, paths.packages(product.productId))
    await page.getByRole('button', { name: t('releases:list.newRecipe') }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(t('releases:recipe.nameEn')).fill('Bare boards')
    await dialog.getByLabel(t('releases:recipe.nameZh')).fill('裸板')
    await dialog.getByLabel(t('releases:recipe.recipientName')).fill('深圳凯达电路')
    await dialog.getByRole('button', { name: t('releases:recipe.save') }).click()
    await page.getByRole('button', { name: t('releases:recipe.make') }).click()

    const number = `${product.code}-PKG-001`
    await expect(page.getByRole('heading', { level: 1 })).toContainText(number)
    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name: t('releases:package.download') }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe(`${number}.zip`)
    const folder = info.outputPath('unpacked')
    await mkdir(folder, { recursive: true })
    execFileSync('python3', ['-m', 'zipfile', '-e', await download.path(), folder])
    const checked = execFileSync('sha256sum', ['-c', 'MANIFEST.sha256'], { cwd: folder }).toString()
    expect(checked).toContain('fabrication/主板 F_Cu.gbr: OK')
    const manifest = createHash('sha256')
      .update(await readFile(`${folder}/MANIFEST.sha256`))
      .digest('hex')
    await expect(page.getByText(manifest)).toBeVisible()

    // The next release overtakes it: the page says so while it is open, and the file wherever it goes.
    await releaseDesign(brand, product, setId, {})
    await expect(page.getByRole('heading', { name: t('releases:package.supersededTitle') })).toBeVisible()
    await page.getByRole('button', { name: t('releases:package.download') }).click()
    const taking = page.waitForEvent('download')
    await page
      .getByRole('dialog')
      .getByRole('link', { name: t('releases:package.downloadNow') })
      .click()
    expect((await taking).suggestedFilename()).toBe(`SUPERSEDED-已作废_${number}.zip`)
    await page.getByRole('button', { name: t('releases:package.remake') }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(`${product.code}-PKG-002`)
  })
}
