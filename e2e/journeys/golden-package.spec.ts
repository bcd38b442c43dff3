import { execFileSync } from 'node:child_process'
import { mkdir, readdir } from 'node:fs/promises'
import { paths } from '@/app/_lib/paths'
import { otherLanguage } from '@/server/kernel/bilingual'
import { shortHash } from '@/server/domains/releases/rules/golden-parts'
import { releaseDesign } from '../fixtures/designs'
import { gatewayBom } from '../fixtures/files'
import { expect, test } from '../fixtures/test'
import { admitPartner, importBom, makeSides, releaseFirst } from '../fixtures/world'
import { visit } from '../pages/settled'
import { languages, texts } from '../texts'

for (const language of languages) {
  const t = texts[language]

  test(`a golden package is put together, signed by both sides, proven and overtaken (${language})`, async ({
    browserFor,
  }, info) => {
    const there = otherLanguage(language)
    const [here, theirs] = [t, texts[there]]
    const { brand, factory, product } = await makeSides({ brandLocale: language, factoryLocale: there })
    await admitPartner(brand, factory, product, ['specs', 'boms', 'files'])
    const bom = await importBom(brand, product, gatewayBom)
    await releaseFirst(brand, bom)
    const setId = await releaseDesign(brand, product, null, {
      '主板 F_Cu.gbr': 'G04 top*\nM02*\n',
      'factory test plan.md': 'Press the button.\n',
    })

    // Assembled of what is in force; what is missing is shown, and agreed to be missing.
    const page = await browserFor(brand)
    await visit(page, paths.goldens(product.productId))
    await page.getByRole('button', { name: here('releases:golden.create') }).click()
    const number = page.getByRole('heading', { level: 1 })
    await expect(number).toContainText(`${product.code}-GLD-`)
    await expect(page.getByText(here('releases:gap.none', { part: here('releases:goldenPart.artwork') }))).toBeVisible()
    await page.getByRole('button', { name: here('releases:golden.propose') }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('button', { name: here('releases:golden.propose') })).toBeDisabled()
    await dialog.getByLabel(here('releases:golden.agree')).check()
    await dialog.getByRole('button', { name: here('releases:golden.propose') }).click()
    await expect(page.getByText(here('releases:golden.hashHint'))).toBeVisible()

    // Each side signs the hash it sees, the factory on its phone.
    const path = new URL(page.url()).pathname
    const sign = async (on: typeof page, say: typeof t) => {
      await on.getByRole('button', { name: say('releases:golden.sign'), exact: true }).click({ timeout: 60_000 })
      await on.getByRole('dialog').getByLabel(say('releases:golden.signConfirm')).check()
      await on
        .getByRole('dialog')
        .getByRole('button', { name: say('releases:golden.sign'), exact: true })
        .click()
      await expect(on.getByRole('dialog')).toHaveCount(0)
    }
    await sign(page, here)
    const phone = await browserFor(factory, 'phone')
    await visit(phone, path)
    await sign(phone, theirs)
    await expect(phone.getByText(theirs('releases:golden.state.signed'), { exact: true })).toBeVisible()
    await expect(page.getByText(here('releases:golden.state.signed'), { exact: true })).toBeVisible()

    // Whoever has the archive proves it with what every system has.
    const downloading = phone.waitForEvent('download')
    await phone.getByRole('link', { name: theirs('releases:golden.download') }).click()
    const folder = info.outputPath('unpacked')
    await mkdir(folder, { recursive: true })
    execFileSync('python3', ['-m', 'zipfile', '-e', await (await downloading).path(), folder])
    const run = (...args: string[]) => execFileSync('sha256sum', args, { cwd: folder }).toString()
    expect(run('--strict', '-c', 'MANIFEST.sha256')).toContain('factory test plan.md: OK')
    const [hash = ''] = run('MANIFEST.sha256').split(' ')
    await expect(phone.getByText(shortHash(hash)).first()).toBeVisible()
    expect(await readdir(folder)).toContain('README.txt')

    // A newer release stands beside what was signed, and says so.
    await releaseDesign(brand, product, setId, {})
    await expect(page.getByRole('heading', { name: here('releases:golden.overtaken') })).toBeVisible()
  })
}
