import { paths } from '@/app/_lib/paths'
import { gatewayBom, releaseBom } from '../fixtures/files'
import { expect, test } from '../fixtures/test'
import { makeWorld, releaseFirst } from '../fixtures/world'
import { BomGrid } from '../pages/bom-grid'
import { BomRevision } from '../pages/bom-revision'
import { visit } from '../pages/settled'
import { texts, type Language } from '../texts'

// What is the same in both languages is shown in one; every page is looked at in both.
for (const language of ['en'] as const) {
  const t = texts[language]

  test(`the next revision is compared with the one in force (${language})`, async ({ browserFor }) => {
    const { brand, product, bom } = await makeWorld(gatewayBom, { brandLocale: language })
    await releaseFirst(brand, bom)
    const page = await browserFor(brand)
    const grid = new BomGrid(page, language)
    const revision = new BomRevision(page, language)
    await grid.open(product, bom)
    await revision.openRelease()
    await revision.take('start')
    await expect(revision.notice).toContainText(t('bomRevisions:state.draft'))
    await page.getByRole('button', { name: t('bomRevisions:release.close'), exact: true }).click()
    await grid.rowWith('RC0402FR-0710KL').click()
    await page.getByRole('button', { name: t('bomRevisions:edit.action'), exact: true }).click()
    await revision.type('refs', 'R1, R2, R7')
    await revision.type('mpn', 'RC0402JR-0710KL')
    await revision.save()
    await visit(page, paths.bomCompare(product.productId, bom.bomId))
    const list = page.getByRole('list', { name: t('bomRevisions:compare.list') })
    await expect(list.getByRole('listitem')).toHaveCount(1)
    await expect(list).toContainText('+R7')
    await expect(list).toContainText('−R3')
    await expect(list).toContainText('RC0402JR-0710KL')
    await page
      .getByRole('button', {
        name: t('bomRevisions:compare.counted', { kind: t('bomRevisions:compare.group.refs'), count: 1 }),
      })
      .click()
    await expect(list.getByRole('listitem')).toHaveCount(1)
  })
}

/** What is the same whatever one reads is shown in one language. */
const language: Language = 'zh'
const t = texts[language]

test('two people at one line both keep what they typed', async ({ browserFor }) => {
  const { brand, product, bom } = await makeWorld(releaseBom, { brandLocale: language })
  const page = await browserFor(brand)
  const grid = new BomGrid(page, language)
  const revision = new BomRevision(page, language)
  await grid.open(product, bom)
  await grid.rowWith('RC0402FR-0710KL').click()
  await page.getByRole('button', { name: t('bomRevisions:edit.action'), exact: true }).click()
  await revision.type('mpn', 'MINE-1')
  const { lines } = await brand.api.boms.lines.query({ revisionId: bom.revisionId })
  const line = lines.find(({ mpn }) => mpn === 'RC0402FR-0710KL')
  await brand.api.boms.editLines.mutate({
    revisionId: bom.revisionId,
    edits: [{ lineId: line?.id ?? '', version: line?.version ?? 1, patch: { mpn: 'THEIRS-1', note: 'Second source' } }],
  })
  await page.getByRole('button', { name: t('bomRevisions:edit.save'), exact: true }).click()
  const conflict = page.getByRole('alert').filter({ hasText: t('bomRevisions:edit.conflictTitle') })
  await expect(conflict).toContainText('THEIRS-1')
  await expect(conflict).toContainText('MINE-1')
  await revision.save()
  await expect(grid.rowWith('MINE-1')).toBeVisible()
})

test('a table is copied with headings and pasted after a look at it', async ({ browserFor }) => {
  const { brand, product, bom } = await makeWorld(releaseBom, { brandLocale: language })
  const page = await browserFor(brand)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const grid = new BomGrid(page, language)
  await grid.open(product, bom)
  await grid.cell(0, 1).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(copied).toContain(t('boms:column.refs'))
  expect((await copied()).split('\n')).toHaveLength(5)

  await grid.cell(0, 4).focus()
  await page.evaluate(() => navigator.clipboard.writeText('GRM155R71C104KA88J\nRC0402JR-0710KL'))
  await page.keyboard.press('Control+v')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(t('bomRevisions:paste.cells', { count: 2 }))
  await dialog.getByRole('button', { name: t('bomRevisions:paste.accept') }).click()
  await expect(dialog).toHaveCount(0)
  await expect(grid.rowWith('GRM155R71C104KA88J')).toBeVisible()
  await expect(grid.rowWith('RC0402JR-0710KL')).toBeVisible()
})
